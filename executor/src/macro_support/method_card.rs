//! The card of a method: the return type of a hidden method beside it, looked for at each level of the receiver's deref chain.
//!
//! The fallback for types without the hidden method is a trait that the expansion declares for `&T`, so that at each level an
//! inherent method (or one of the annotated trait) wins over it. One level at a time: over the whole chain the fallback would
//! win at the first level, `Arc<T>` say, before `T` is looked at.

use std::marker::PhantomData;
use std::ops::Deref;

use super::card::{Card, Default};
pub use super::pointer::ViaPointer;
use crate::rules::{Blocking, Free, MayRunInAsync};

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

/// No card at this level.
pub struct NoCard;

impl Card for NoCard {
    type Type = <Default as Card>::Type;
}

#[diagnostic::do_not_recommend]
impl MayRunInAsync for NoCard {}

// The first card of several levels: inherent methods of types that are known where they are called, which the compiler finds
// without a trait to select.

impl NoCard {
    /// The card of the next level.
    #[inline(always)]
    pub fn or<B>(self, next: B) -> B {
        next
    }
}

impl<T> Free<T> {
    /// This card.
    #[inline(always)]
    #[must_use]
    pub fn or<B>(self, _: B) -> Self {
        self
    }
}

impl<T> Blocking<T> {
    /// This card.
    #[inline(always)]
    #[must_use]
    pub fn or<B>(self, _: B) -> Self {
        self
    }
}

/// The card found over four levels.
pub struct Found<C>(PhantomData<fn() -> C>);

impl<C> Clone for Found<C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<C> Copy for Found<C> {}

impl<C> Found<C> {
    /// A place for the card.
    #[expect(clippy::new_without_default, reason = "only expansions make one")]
    #[inline(always)]
    pub const fn new() -> Self {
        Self(PhantomData)
    }

    /// The first card of the levels.
    pub fn is(self, _: C) {}

    /// The card, once found.
    #[inline(always)]
    pub const fn card(self) -> PhantomData<C>
    where
        C: Card,
    {
        PhantomData
    }
}

/// The first card of the levels.
pub fn first<C: Card>(_: C) -> PhantomData<C> {
    PhantomData
}

/// The card that a hidden associated function of one argument gives.
pub fn returned<A, C: Card>(_: fn(A) -> C) -> PhantomData<C> {
    PhantomData
}
