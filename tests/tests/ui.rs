//! The errors that the macros give, as a user sees them. `TRYBUILD=overwrite cargo test -p executor-tests --test ui` writes the
//! expectations anew: read the difference.

#[test]
fn ui() {
    let cases = trybuild::TestCases::new();
    cases.pass("tests/pass/*.rs");
    cases.compile_fail("tests/ui/*/*.rs");
}
