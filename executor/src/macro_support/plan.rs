//! The plan: what is to happen, by the mode in which `exec!` is written, the kind of the callee and its card.
//!
//! A plan closes the branches of an expansion that it rules out: `only_function()` returns `()` where the plan runs a function,
//! and an uninhabited type where it does not. What follows it in that branch does not exist for the compiler's later passes.

use std::marker::PhantomData;

use super::card::Card;
use crate::rules::{IsAsync, IsSync, PlanFor};
use crate::task_type::{Allowed, Limited, TaskType, Unlimited};

/// A value that cannot be.
pub enum Void {}

/// Never called. What follows it in a block is type-checked, and then left out: no borrow check, no drop, no code.
pub fn never() -> Void {
    unreachable!("expansions call this only where it cannot be reached")
}

/// Never called: what the methods of a plan of the other kind do.
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

/// The mode of `exec!(f(x))` in async code.
pub struct Await;
/// The mode of `exec!(spawn f(x))`.
pub struct Spawn;
/// The mode of `exec!(block f(x))`.
pub struct Block;
/// The mode of `exec!(f(x))` in sync code.
pub struct Here;

macro_rules! plans {
    (runs $kind:ident: $($(#[$doc:meta])* $name:ident $(<$ty:ident>)?;)*) => { $(
        $(#[$doc])*
        pub struct $name $(<$ty>)? (PhantomData<($($ty,)?)>);
        impl $(<$ty>)? Plan for $name $(<$ty>)? {
            plans!(@ $kind);
        }
    )* };
    (@ function) => {
        const IS_FUNCTION: bool = true;
        type Function = ();
        type Future = Void;
        #[inline(always)]
        fn function() {}
        fn future() -> Void {
            wrong_kind()
        }
    };
    (@ future) => {
        const IS_FUNCTION: bool = false;
        type Function = Void;
        type Future = ();
        fn function() -> Void {
            wrong_kind()
        }
        #[inline(always)]
        fn future() {}
    };
}

plans! { runs future:
    /// Awaits a future in place.
    InPlace;
    /// Awaits a future in place, within a permit of `T`.
    InPlacePermitted<T>;
    /// Spawns a future.
    SpawnFuture<T>;
    /// Blocks this thread, on purpose, for a future.
    BlockFuture<T>;
    /// Blocks this thread, sync anyway, for a future.
    Wait<T>;
}

plans! { runs function:
    /// Runs a function on a thread of `T`, and awaits it.
    Hop<T>;
    /// Spawns a function on a thread of `T`.
    SpawnFunction<T>;
    /// Runs a function on this thread of the event loop, on purpose.
    BlockFunction<T>;
    /// Calls a function.
    Direct;
    /// Calls a function within a permit of `T`.
    DirectPermitted<T>;
}

/// What a task gives whose call gives `R`.
pub trait Outputs<R> {
    /// The future's output, or what the function returns.
    type Output;
    /// The future, or nothing.
    type Future;
}

impl<R: IntoFuture, T> Outputs<R> for SpawnFuture<T> {
    type Output = R::Output;
    type Future = R::IntoFuture;
}

impl<R, T> Outputs<R> for SpawnFunction<T> {
    type Output = R;
    type Future = ();
}

/// The plans of a type with or without limit.
pub trait ByLimit<T> {
    /// An async callee that is awaited.
    type Awaited;
    /// A sync callee in sync code.
    type Called;
}

impl<T> ByLimit<T> for Unlimited {
    type Awaited = InPlace;
    type Called = Direct;
}

impl<T> ByLimit<T> for Limited {
    type Awaited = InPlacePermitted<T>;
    type Called = DirectPermitted<T>;
}

type LimitOf<C> = <<C as Card>::Type as TaskType>::Limit;
type FuturesOf<C> = <<C as Card>::Type as TaskType>::Futures;

impl<C: Card> PlanFor<Await, C> for IsAsync
where
    LimitOf<C>: ByLimit<C::Type>,
{
    type Plan = <LimitOf<C> as ByLimit<C::Type>>::Awaited;
    type Runs = FuturesOf<C>;
}

impl<C: Card> PlanFor<Await, C> for IsSync {
    type Plan = Hop<C::Type>;
    type Runs = Allowed;
}

impl<C: Card> PlanFor<Spawn, C> for IsAsync {
    type Plan = SpawnFuture<C::Type>;
    type Runs = FuturesOf<C>;
}

impl<C: Card> PlanFor<Spawn, C> for IsSync {
    type Plan = SpawnFunction<C::Type>;
    type Runs = Allowed;
}

impl<C: Card> PlanFor<Block, C> for IsAsync {
    type Plan = BlockFuture<C::Type>;
    type Runs = FuturesOf<C>;
}

impl<C: Card> PlanFor<Block, C> for IsSync {
    type Plan = BlockFunction<C::Type>;
    type Runs = Allowed;
}

impl<C: Card> PlanFor<Here, C> for IsAsync {
    type Plan = Wait<C::Type>;
    type Runs = FuturesOf<C>;
}

impl<C: Card> PlanFor<Here, C> for IsSync
where
    LimitOf<C>: ByLimit<C::Type>,
{
    type Plan = <LimitOf<C> as ByLimit<C::Type>>::Called;
    type Runs = Allowed;
}
