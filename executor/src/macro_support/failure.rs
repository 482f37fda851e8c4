//! Has a spawned task failed? Told by the type of what it gives, by autoref specialization: a `Result` whose error can be
//! displayed, one whose error can be debugged, one that can be neither, or no `Result` at all. The more references an impl is
//! for, the earlier `(&&&&outcome).executor_failure()` finds it.

use std::fmt::{Debug, Display};
use std::marker::PhantomData;

/// Reads a task's failure from its output: the error's text, or `None` where the task did not fail.
pub type Failure<T> = fn(&T) -> Option<String>;

/// Stands for what a task gives.
pub struct Outcome<T>(pub(super) PhantomData<fn() -> *const T>);

/// Errors that can be displayed.
pub trait ViaDisplay<T> {
    /// The error as displayed.
    fn executor_failure(&self) -> Failure<T>;
}

impl<T, E: Display> ViaDisplay<Result<T, E>> for &&&Outcome<Result<T, E>> {
    fn executor_failure(&self) -> Failure<Result<T, E>> {
        |outcome| outcome.as_ref().err().map(ToString::to_string)
    }
}

/// Errors that can be debugged.
pub trait ViaDebug<T> {
    /// The error as debugged.
    fn executor_failure(&self) -> Failure<T>;
}

impl<T, E: Debug> ViaDebug<Result<T, E>> for &&Outcome<Result<T, E>> {
    fn executor_failure(&self) -> Failure<Result<T, E>> {
        |outcome| outcome.as_ref().err().map(|error| format!("{error:?}"))
    }
}

/// Errors of which only the type is known.
pub trait ViaType<T> {
    /// The error's type.
    fn executor_failure(&self) -> Failure<T>;
}

impl<T, E> ViaType<Result<T, E>> for &Outcome<Result<T, E>> {
    fn executor_failure(&self) -> Failure<Result<T, E>> {
        |outcome| {
            let error = outcome.as_ref().err();
            error.map(|_| format!("an error of type `{}`", std::any::type_name::<E>()))
        }
    }
}

/// What is no `Result` fails only by a panic.
pub trait ViaNoResult<T> {
    /// Never.
    fn executor_failure(&self) -> Failure<T>;
}

impl<T> ViaNoResult<T> for Outcome<T> {
    fn executor_failure(&self) -> Failure<T> {
        |_| None
    }
}
