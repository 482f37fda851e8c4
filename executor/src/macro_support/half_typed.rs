//! Half-typed calls, for the editor.

/// Takes the user's tokens of an `exec!` that cannot be expanded. An editor that completes them looks for them in the expansion;
/// to the compiler they would only be a second error.
#[doc(hidden)]
#[macro_export]
#[cfg(rust_analyzer)]
macro_rules! __executor_half_typed {
    ($($tokens:tt)*) => { $($tokens)* };
}

/// Drops the user's tokens: the error beside them says it all.
#[doc(hidden)]
#[macro_export]
#[cfg(not(rust_analyzer))]
macro_rules! __executor_half_typed {
    ($($tokens:tt)*) => {};
}

pub use crate::__executor_half_typed as half_typed;
