//! Sync or async? Told by the type of what a call gives, by autoref specialization
//! (dtolnay's [case study](https://github.com/dtolnay/case-studies/tree/master/autoref-specialization)): `(&tag).executor_kind()` finds
//! [`ViaAsync`] where the type is `IntoFuture`, else, one autoref further, [`ViaSync`].

use std::future::IntoFuture;
use std::marker::PhantomData;

/// Stands for a value of type `R`, before there is one.
pub struct Tag<R: ?Sized>(PhantomData<fn() -> *const R>);

impl<R: ?Sized> Clone for Tag<R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: ?Sized> Copy for Tag<R> {}

impl<R> Tag<R> {
    /// A tag whose type is told later.
    #[expect(clippy::new_without_default, reason = "only expansions make one")]
    #[inline(always)]
    pub const fn new() -> Self {
        Self(PhantomData)
    }

    /// The tag of this value.
    #[inline(always)]
    pub const fn of(_: &R) -> Self {
        Self(PhantomData)
    }
}

/// The call gives a future.
pub struct IsAsync;

/// The call gives a plain value.
pub struct IsSync;

/// The kind of a type that can be awaited.
pub trait ViaAsync {
    /// Async.
    #[inline(always)]
    fn executor_kind(&self) -> IsAsync {
        IsAsync
    }
}

impl<R: IntoFuture> ViaAsync for Tag<R> {}

/// The kind of any other type.
pub trait ViaSync {
    /// Sync.
    #[inline(always)]
    fn executor_kind(&self) -> IsSync {
        IsSync
    }
}

impl<R> ViaSync for &Tag<R> {}
