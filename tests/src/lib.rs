//! Tests of `executor` as its users see it: the code is under `tests/`.

/// Every code block of the README compiles, and those that are whole programs run.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
