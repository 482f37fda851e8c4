//! Open types: what a closure or an `async` block gives that only panics. Nothing else would tell their type, so they take `()`.
//!
//! An inherent method of the one type is found first where the type is open, and the trait's where it is not.

use super::call::Call;
use super::failure::Outcome;

impl<P, C> Call<P, (), C> {
    /// What the call gives takes this type, where it is open.
    #[inline(always)]
    pub fn executor_settle_result(self) {}
}

impl Outcome<()> {
    /// What the task gives takes this type, where it is open.
    #[inline(always)]
    pub fn executor_settle_output(self) {}
}

/// A call, or what a task gives, whose type is not open.
pub trait NotOpen: Sized {
    /// Stays as it is.
    #[inline(always)]
    fn executor_settle_result(self) {}

    /// Stays as it is.
    #[inline(always)]
    fn executor_settle_output(self) {}
}

impl<P, R, C> NotOpen for Call<P, R, C> {}

impl<T> NotOpen for Outcome<T> {}
