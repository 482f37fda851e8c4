//! Tests of `executor` beside the libraries that its users use: see `tests/`.
