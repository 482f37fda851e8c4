//! A call, as an expansion knows it: where it was written, and by types alone everything that decides what becomes of it.

use std::marker::PhantomData;

use super::failure::Outcome;
use super::plan::{Outputs, Plan};
use crate::site::Site;

/// A call whose plan is `P`; it gives `R`; the callee's card is `C`. Each of them is told after the call is declared, wherever the
/// expansion comes to know it.
pub struct Call<P: ?Sized, R: ?Sized, C: ?Sized> {
    pub(super) site: Site,
    /// The same without its place, for what moves to another thread.
    pub gate: Gate<P>,
    types: PhantomData<Types<R, C>>,
}

type Types<R, C> = fn() -> (*const R, *const C);

impl<P: ?Sized, R: ?Sized, C: ?Sized> Clone for Call<P, R, C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P: ?Sized, R: ?Sized, C: ?Sized> Copy for Call<P, R, C> {}

/// A call of the function called `name`, written here.
#[inline(always)]
#[track_caller]
pub const fn call<P: ?Sized, R: ?Sized, C: ?Sized>(name: &'static str) -> Call<P, R, C> {
    Call {
        site: Site::here(name),
        gate: Gate(PhantomData),
        types: PhantomData,
    }
}

// Each bound is an obligation that the compiler carries through every function that calls `exec!`: so nothing is asked to be
// `Sized` that need not be.
impl<P: ?Sized, R: ?Sized, C: ?Sized> Call<P, R, C> {
    /// The callee's card is `C`.
    #[inline(always)]
    pub fn card(self, _: PhantomData<C>) {}

    /// The call gives an `R`.
    #[inline(always)]
    pub fn gives(self, _: &R) {}
}

impl<P: ?Sized, R, C: ?Sized> Call<P, R, C> {
    /// What a spawned task gives.
    #[inline(always)]
    pub fn outcome(self) -> Outcome<P::Output>
    where
        P: Outputs<R>,
    {
        Outcome(PhantomData)
    }
}

impl<P: Plan + ?Sized, R: ?Sized, C: ?Sized> Call<P, R, C> {
    /// Whether the plan runs a function, not a future.
    #[inline(always)]
    pub const fn is_function(self) -> bool {
        P::IS_FUNCTION
    }

    /// Ends the branch unless the plan runs a function.
    #[inline(always)]
    pub fn only_function(self) -> P::Function {
        P::function()
    }

    /// Ends the branch unless the plan runs a future.
    #[inline(always)]
    pub fn only_future(self) -> P::Future {
        P::future()
    }
}

/// Carries the plan `P` to another thread.
pub struct Gate<P: ?Sized>(PhantomData<fn() -> *const P>);

impl<P: ?Sized> Clone for Gate<P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P: ?Sized> Copy for Gate<P> {}

impl<P: Plan + ?Sized> Gate<P> {
    /// Ends the closure unless the plan runs a function.
    #[inline(always)]
    pub fn only_function(self) -> P::Function {
        P::function()
    }
}
