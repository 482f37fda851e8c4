//! The plan: what is to happen, by the mode in which `exec!` is written, the kind of the callee and its card.

use std::marker::PhantomData;

use super::card::{Card, CardIs};
use super::gate::{Plan, Void};
use super::kind::{IsAsync, IsSync};
use crate::rules::PlanFor;
use crate::task_type::{Allowed, Limited, TaskType, Unlimited};

/// The mode of `exec!(f(x))` in async code.
pub enum Await {}
/// The mode of `exec!(spawn f(x))`.
pub enum Spawn {}
/// The mode of `exec!(block f(x))`.
pub enum Block {}
/// The mode of `exec!(f(x))` in sync code.
pub enum Here {}

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
            super::gate::wrong_kind()
        }
    };
    (@ future) => {
        const IS_FUNCTION: bool = false;
        type Function = Void;
        type Future = ();
        fn function() -> Void {
            super::gate::wrong_kind()
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

impl<C: Card> PlanFor<Await, CardIs<C>> for IsAsync
where
    LimitOf<C>: ByLimit<C::Type>,
{
    type Plan = <LimitOf<C> as ByLimit<C::Type>>::Awaited;
    type Runs = FuturesOf<C>;
}

impl<C: Card> PlanFor<Await, CardIs<C>> for IsSync {
    type Plan = Hop<C::Type>;
    type Runs = Allowed;
}

impl<C: Card> PlanFor<Spawn, CardIs<C>> for IsAsync {
    type Plan = SpawnFuture<C::Type>;
    type Runs = FuturesOf<C>;
}

impl<C: Card> PlanFor<Spawn, CardIs<C>> for IsSync {
    type Plan = SpawnFunction<C::Type>;
    type Runs = Allowed;
}

impl<C: Card> PlanFor<Block, CardIs<C>> for IsAsync {
    type Plan = BlockFuture<C::Type>;
    type Runs = FuturesOf<C>;
}

impl<C: Card> PlanFor<Block, CardIs<C>> for IsSync {
    type Plan = BlockFunction<C::Type>;
    type Runs = Allowed;
}

impl<C: Card> PlanFor<Here, CardIs<C>> for IsAsync {
    type Plan = Wait<C::Type>;
    type Runs = FuturesOf<C>;
}

impl<C: Card> PlanFor<Here, CardIs<C>> for IsSync
where
    LimitOf<C>: ByLimit<C::Type>,
{
    type Plan = <LimitOf<C> as ByLimit<C::Type>>::Called;
    type Runs = Allowed;
}
