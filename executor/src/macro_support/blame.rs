//! Who is to blame where a spawned future is not `Send`? Told by types, by autoref specialization: parts of its call that are not
//! `Send` either, so that the error is at them. Where the future is `Send`, its parts need not be.

use std::marker::PhantomData;

use super::call::Call;
use super::plan::Outputs;
use crate::rules::{ItsParts, TheFuture};

/// The future `F`, and the parts `Q` of its call.
pub struct Suspects<F, Q>(PhantomData<fn() -> (*const F, *const Q)>);

impl<P: ?Sized, R, C: ?Sized> Call<P, R, C> {
    /// Those of this call.
    pub fn suspects<Q>(self, _: Q) -> Suspects<P::Future, Q>
    where
        P: Outputs<R>,
    {
        Suspects(PhantomData)
    }
}

/// Parts that are all `Send`: `(&first, (&second, ()))`.
pub trait AllSend {}

impl AllSend for () {}

impl<A: Send + ?Sized, Q: AllSend> AllSend for (&A, Q) {}

// An inherent method, which is found first: where `F` is found not to be `Send` only later, that is all that is said of it.
impl<F: Send, Q> Suspects<F, Q> {
    /// Nobody.
    pub fn executor_blame(self) -> TheFuture {
        TheFuture
    }
}

/// Parts that are `Send`.
pub trait ViaSendParts: Sized {
    /// Something in the future.
    fn executor_blame(self) -> TheFuture {
        TheFuture
    }
}

impl<F, Q: AllSend> ViaSendParts for Suspects<F, Q> {}

/// Parts that are not.
pub trait ViaPart {
    /// One of them.
    fn executor_blame(&self) -> ItsParts {
        ItsParts
    }
}

impl<F, Q> ViaPart for Suspects<F, Q> {}
