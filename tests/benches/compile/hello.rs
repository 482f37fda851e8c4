//! A program that says hello, built from nothing but downloaded sources.

use crate::package::{Package, on_executor};
use crate::rounds::{Taken, alternate};

const ROUNDS: usize = 3;
const GOAL: f64 = 1.25;

pub(crate) fn rows() {
    let ours = program("hello_executor", &on_executor(), "executor");
    let full = tokio("hello_tokio", "full");
    let least = tokio("hello_tokio_least", "rt-multi-thread\", \"macros");
    let [ours, full, least] = alternate(
        ROUNDS,
        [&mut || build(&ours), &mut || build(&full), &mut || {
            build(&least);
        }],
    );
    println!("row | ours | tokio alone | ratio | goal");
    row("clean build, tokio with `full`", ours, full, Some(GOAL));
    row(
        "clean build, tokio with `rt-multi-thread`, `macros`",
        ours,
        least,
        None,
    );
}

fn tokio(name: &str, features: &str) -> Package {
    let dependency = format!("tokio = {{ version = \"1\", features = [\"{features}\"] }}");
    program(name, &dependency, "tokio")
}

fn program(name: &str, dependency: &str, main: &str) -> Package {
    let package = Package::new(name, dependency, "main.rs");
    package.write_source(&format!(
        "#[{main}::main]\nasync fn main() {{\n    println!(\"hello\");\n}}\n"
    ));
    package
}

fn build(package: &Package) {
    package.remove_what_was_built();
    package.clean_build();
}

fn row(name: &str, ours: Taken, plain: Taken, goal: Option<f64>) {
    let figures = |taken: Taken| {
        let (cpu, wall) = (taken.cpu.as_secs_f64(), taken.wall.as_secs_f64());
        format!("{cpu:.2} s CPU, {wall:.2} s")
    };
    let ratio = ours.cpu.as_secs_f64() / plain.cpu.as_secs_f64();
    let goal = goal.map_or_else(|| "–".to_owned(), |goal| format!("{goal:.2}"));
    println!(
        "{name} | {} | {} | {ratio:.2} | {goal}",
        figures(ours),
        figures(plain)
    );
}
