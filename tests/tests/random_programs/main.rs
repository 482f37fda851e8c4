//! Random valid programs give the same results, in the same order of evaluation, with `exec!` as without it.
//!
//! From a seed, the test writes a crate of pairs: the same functions twice, once with plain calls and `.await`, once annotated and
//! with `exec!`. Each records a trace: which values were evaluated, which functions were entered, and which temporaries were
//! dropped where that order is promised (in place, and in sync code). `RANDOM_PROGRAMS=20` runs so many crates of a hundred pairs;
//! `RANDOM_PROGRAMS_SEED` is the first seed. A crate that fails is at the path that the test prints.

mod call;
mod expression;
mod function;
mod rng;
mod statement;
mod writer;

use std::fmt::Write;
use std::path::PathBuf;

use self::writer::{Version, Writer};

const PRELUDE: &str = include_str!("prelude.rs");

#[test]
fn random_programs() {
    let (crates, pairs) = match number("RANDOM_PROGRAMS") {
        Some(crates) => (crates, 100),
        None => (1, 12),
    };
    let first = number("RANDOM_PROGRAMS_SEED").unwrap_or(1);
    let cases = trybuild::TestCases::new();
    for seed in first..first + crates {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("random_{seed}.rs"));
        std::fs::write(&path, program(seed, pairs)).expect("a writable folder");
        cases.pass(path);
    }
}

fn number(variable: &str) -> Option<u64> {
    let value = std::env::var(variable).ok()?;
    Some(value.parse().expect("a number"))
}

/// A whole crate.
fn program(seed: u64, pairs: u64) -> String {
    let mut program = PRELUDE.to_owned();
    let mut main = String::new();
    for pair in 0..pairs {
        let seed = seed << 32 | pair;
        let plain = Writer::new(seed, Version::Plain).program();
        let with_exec = Writer::new(seed, Version::WithExec).program();
        write!(
            program,
            "\nmod pair_{pair} {{\n\
             pub mod plain {{\nuse super::super::*;\n{plain}}}\n\
             pub mod with_exec {{\nuse super::super::*;\nuse executor::{{exec, task}};\n{with_exec}}}\n\
             }}\n"
        )
        .expect("a string");
        writeln!(
            main,
            "    failed |= differ(\"pair {pair}\", pair_{pair}::plain::root, pair_{pair}::with_exec::root);"
        )
        .expect("a string");
    }
    format!(
        "{program}\nfn main() {{\n    let mut failed = false;\n{main}    assert!(!failed);\n}}\n"
    )
}
