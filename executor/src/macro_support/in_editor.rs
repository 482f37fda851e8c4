//! What an editor reads in place of the ways: the type that an `exec!` has, and nothing of how it comes about.
//!
//! Told by the type of what the call gives, as its kind is (`kind`): a future is found first, and one autoref further anything.

use std::future::IntoFuture;

use super::plan::wrong_kind;
use crate::task::Task;

/// What a call gives.
pub struct Given<R>(pub R);

/// A call that gives a future.
pub trait ViaFuture: Sized {
    /// What the future gives.
    type Output;

    /// Awaited, or blocked for.
    fn executor_awaited(self) -> Self::Output {
        wrong_kind()
    }

    /// Spawned.
    fn executor_spawned(self) -> Task<Self::Output> {
        wrong_kind()
    }
}

/// A call that gives a plain value.
pub trait ViaValue: Sized {
    /// The value.
    type Output;

    /// Run elsewhere, or here.
    fn executor_awaited(self) -> Self::Output {
        wrong_kind()
    }

    /// Spawned.
    fn executor_spawned(self) -> Task<Self::Output> {
        wrong_kind()
    }
}

impl<R: IntoFuture> ViaFuture for Given<R> {
    type Output = R::Output;
}

impl<R> ViaValue for &Given<R> {
    type Output = R;
}

#[cfg(test)]
mod tests {
    use super::{Given, ViaFuture as _, ViaValue as _};
    use crate::task::Task;

    #[test]
    fn types_are_those_that_the_compiler_finds() {
        let _: fn() -> u8 = || Given(async { 1_u8 }).executor_awaited();
        let _: fn() -> Task<u8> = || Given(async { 1_u8 }).executor_spawned();
        let _: fn() -> Option<u8> = || Given(Some(1_u8)).executor_awaited();
        let _: fn() -> Task<Option<u8>> = || Given(Some(1_u8)).executor_spawned();
    }
}
