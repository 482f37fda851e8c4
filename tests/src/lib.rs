//! Tests of `executor` as its users see it: the code is under `tests/`.

/// Every code block of the README compiles, and those that are whole programs run.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;

/// The page on tokio and axum, which is tested here since `executor` itself does not depend on axum.
#[cfg(doctest)]
#[doc = include_str!("../../executor/src/guide/inside_tokio_and_axum.md")]
struct InsideTokioAndAxum;
