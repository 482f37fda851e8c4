//! Gates: zero-sized values that carry a plan before it is known, and close the branches that it rules out.
//!
//! `gate.only_function()` returns `()` where the plan runs a function and an uninhabited type where it does not; what follows
//! it in that branch does not exist for the compiler's later passes.

use std::marker::PhantomData;

/// A value that cannot be.
pub enum Void {}

/// Never called. What follows it in a block is type-checked, and then left out: no borrow check, no drop, no code.
pub fn never() -> Void {
    unreachable!("expansions call this only where it cannot be reached")
}

/// Never called: what the methods of a gate do for a plan of the other kind.
pub(super) fn wrong_kind<T>() -> T {
    unreachable!("expansions close this branch for plans of the other kind")
}

/// What is to happen: run a function somewhere, or a future.
pub trait Plan {
    /// Whether a function is run.
    const IS_FUNCTION: bool;
    /// Inhabited where a function is run.
    type Function;
    /// Inhabited where a future is run.
    type Future;
    /// Not reached where the plan runs a future.
    fn function() -> Self::Function;
    /// Not reached where the plan runs a function.
    fn future() -> Self::Future;
}

/// Carries the plan `P`.
pub struct Gate<P>(PhantomData<fn() -> P>);

impl<P> Clone for Gate<P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P> Copy for Gate<P> {}

/// A gate whose plan is told later, by [`Gate::is`].
#[inline(always)]
pub const fn gate<P: Plan>() -> Gate<P> {
    Gate(PhantomData)
}

impl<P: Plan> Gate<P> {
    /// The plan is `P`.
    #[inline(always)]
    pub fn is(self, _: PhantomData<P>) {}

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

/// What the call gives once it is done, whatever its kind: the instances of the call in an expansion agree on it.
pub struct Slot<T>(PhantomData<fn() -> *const T>);

impl<T> Clone for Slot<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Slot<T> {}

impl<T> Slot<T> {
    /// A place for the type.
    #[expect(clippy::new_without_default, reason = "only expansions make one")]
    #[inline(always)]
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}
