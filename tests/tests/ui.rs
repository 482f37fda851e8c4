//! The errors that the macros give, as a user sees them. `cargo bless-errors` writes the expectations anew: read the difference.

// Some of the mistakes are made with Unix sockets.
#![cfg(unix)]

#[test]
fn ui() {
    let cases = trybuild::TestCases::new();
    cases.pass("tests/pass/*.rs");
    cases.compile_fail("tests/ui/*/*.rs");
}
