//! The card of a method: the return type of a hidden method beside it, looked for at each level of the receiver's deref chain.
//!
//! The fallback for types without the hidden method is a trait that the expansion declares for `&T`, so that at each level an
//! inherent method (or one of the annotated trait) wins over it. One level at a time: over the whole chain the fallback would
//! win at the first level, `Arc<T>` say, before `T` is looked at.

use std::marker::PhantomData;

use super::card::{Card, Default};
pub use super::levels::{End, Lends, Level, ViaDeref, ViaEnd};
pub use super::pointer::ViaPointer;
use crate::rules::{Blocking, Free, MayRunInAsync};

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
