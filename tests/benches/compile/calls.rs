//! A thousand calls through `exec!`, and the same as `.await` and direct calls, checked.

use crate::package::{Package, on_executor};
use crate::rounds::{Taken, alternate};
use crate::source::{Callees, FUNCTIONS, METHODS, Version};

const ROUNDS: usize = 7;
const CALLS: usize = 1_000;

pub(crate) fn of_functions() {
    rows("functions", &FUNCTIONS, 1.5);
}

pub(crate) fn of_methods() {
    rows("methods", &METHODS, 3.0);
}

fn rows(name: &str, callees: &'static Callees, goal: f64) {
    let [mut ours, mut plain] = [Version::WithExec, Version::Plain].map(|version| Crate {
        package: Package::new(
            &format!("{name}_{}", version.name()),
            &on_executor(),
            "lib.rs",
        ),
        version,
        callees,
        saves: 0,
    });
    ours.start();
    plain.start();
    println!("row | ours | plain | ms a call | goal");
    let check = alternate(ROUNDS, [&mut || ours.check(), &mut || plain.check()]);
    row(&format!("check, 1,000 calls of {name}"), check, Some(goal));
    ours.save();
    plain.save();
    let save = alternate(ROUNDS, [&mut || ours.save(), &mut || plain.save()]);
    row(&format!("save, 1,000 calls of {name}"), save, None);
}

fn row(name: &str, [ours, plain]: [Taken; 2], goal: Option<f64>) {
    let [ours, plain] = [ours, plain].map(|taken| taken.cpu.as_secs_f64());
    let each = (ours - plain) * 1e3 / CALLS as f64;
    let goal = goal.map_or_else(|| "–".to_owned(), |goal| format!("{goal:.1}"));
    println!("{name} | {ours:.2} s | {plain:.2} s | {each:.2} | {goal}");
}

/// A crate of one version.
struct Crate {
    package: Package,
    version: Version,
    callees: &'static Callees,
    /// How often it was saved.
    saves: usize,
}

impl Crate {
    /// Checks the dependencies, which are in no figure.
    fn start(&mut self) {
        self.package.write_source("");
        self.package.check(false);
        self.package.check(true);
    }

    /// Checks all of the crate.
    fn check(&mut self) {
        self.write();
        self.package.check(false);
    }

    /// Checks the crate after one function has changed.
    fn save(&mut self) {
        self.saves += 1;
        self.write();
        self.package.check(true);
    }

    fn write(&self) {
        self.package
            .write_source(&self.callees.source(self.version, CALLS, self.saves));
    }
}
