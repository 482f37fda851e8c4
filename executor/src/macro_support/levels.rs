//! The levels of a receiver's deref chain, one at a time.

use std::ops::Deref;

/// One level of a deref chain.
pub struct Level<'a, T: ?Sized>(pub &'a T);

/// A place that is lent by a method of it. Of a reference, that is what it refers to.
pub trait Lends {
    /// The place.
    fn executor_lend(&self) -> &Self {
        self
    }
}

impl<T: ?Sized> Lends for T {}

/// Below the last level of a deref chain.
pub struct End;

/// The next level, of a type that derefs.
pub trait ViaDeref<'a> {
    /// What it derefs to.
    type Next: ?Sized;
    /// The next level.
    fn executor_next(self) -> &'a Self::Next;
}

impl<'a, T: Deref + ?Sized> ViaDeref<'a> for &Level<'a, T> {
    type Next = T::Target;

    fn executor_next(self) -> &'a T::Target {
        self.0
    }
}

/// The next level, of a type that does not deref.
pub trait ViaEnd<'a> {
    /// There is none.
    fn executor_next(self) -> &'a End;
}

impl<'a, T: ?Sized> ViaEnd<'a> for Level<'a, T> {
    fn executor_next(self) -> &'a End {
        &End
    }
}
