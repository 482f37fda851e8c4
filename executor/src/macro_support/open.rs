//! Open types: what a closure or an `async` block gives that only panics. Nothing else would tell their type, so they take `()`.
//!
//! An inherent method of the one type is found first where the type is open, and the trait's where it is not.

use super::gate::Slot;
use super::kind::Tag;

impl Slot<()> {
    /// An open type takes this one.
    #[inline(always)]
    pub fn executor_settle(self) {}
}

impl Tag<()> {
    /// An open type takes this one.
    #[inline(always)]
    pub fn executor_settle(self) {}
}

/// A type that is not open.
pub trait NotOpen: Sized {
    /// Stays as it is.
    #[inline(always)]
    fn executor_settle(self) {}
}

impl<T> NotOpen for Slot<T> {}

impl<R> NotOpen for Tag<R> {}
