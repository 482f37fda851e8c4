//! The ways in which a plan is carried out: each a method of the gate, through a trait that has an impl for every plan of the
//! mode. The impls for plans of the other kind exist so that the closed branch compiles; they are never reached.

use std::future::{Future, IntoFuture, Pending};

use super::gate::{Gate, Plan, Slot, wrong_kind};
use super::kind::Tag;
use super::plan::{
    BlockFunction, BlockFuture, Direct, DirectPermitted, Hop, InPlace, InPlacePermitted,
    SpawnFunction, SpawnFuture, Wait,
};
use crate::calls;
use crate::in_place::InPermit;
use crate::permit::Ready;
use crate::site::Site;
use crate::task_type::TaskType;

/// What the whole expression gives where the call gives `R`.
pub trait OutputOf<R> {
    /// Its type.
    type Out;
}

macro_rules! output_of {
    (future: $($plan:ident $(<$ty:ident>)?),*) => { $(
        impl<R: IntoFuture $(, $ty)?> OutputOf<R> for $plan $(<$ty>)? {
            type Out = R::Output;
        }
    )* };
    (function: $($plan:ident $(<$ty:ident>)?),*) => { $(
        impl<R $(, $ty)?> OutputOf<R> for $plan $(<$ty>)? {
            type Out = R;
        }
    )* };
}

output_of!(future: InPlace, InPlacePermitted<T>, SpawnFuture<T>, BlockFuture<T>, Wait<T>);
output_of!(function: Hop<T>, SpawnFunction<T>, BlockFunction<T>, Direct, DirectPermitted<T>);

impl<P: Plan> Gate<P> {
    /// Ties what a call gives, `R`, to the tag whose kind is asked, and to the type that the whole expression gives.
    #[inline(always)]
    pub fn ties<R>(self, _: Tag<R>, _: Slot<P::Out>, _: &R)
    where
        P: OutputOf<R>,
    {
    }

    /// What is awaited where the plan runs the future `r`.
    #[inline(always)]
    pub fn future<R, T, O>(self, _: Slot<T>, site: fn() -> Site, r: R) -> P::Fut
    where
        P: FutureOf<R, T, O>,
    {
        P::future_of(site, r)
    }

    /// Waits for room in the queue of the type.
    #[inline(always)]
    pub fn room(self, site: fn() -> Site) -> Ready
    where
        P: SpawnsOn,
    {
        calls::room::<P::Type>(site())
    }

    /// Runs `call`, and the future that it gives, on this thread, which runs async code.
    #[inline(always)]
    pub fn block<F, R, T, O>(self, _: Slot<T>, site: fn() -> Site, call: F) -> O
    where
        F: FnOnce() -> R,
        P: BlockOf<F, R, T, O>,
    {
        P::block_of(site, call)
    }

    /// Takes the permit that a sync call in sync code needs; none for most.
    #[inline(always)]
    pub fn enter(self, site: fn() -> Site) -> P::Entered
    where
        P: EnterOf,
    {
        P::enter_of(site)
    }

    /// What the call in sync code gives, awaited where it is a future.
    #[inline(always)]
    pub fn finish<R>(self, site: fn() -> Site, r: R) -> P::Out
    where
        P: FinishOf<R>,
    {
        P::finish_of(site, r)
    }
}

/// Awaiting a future in place.
pub trait FutureOf<R, T, O> {
    /// What is awaited.
    type Fut: Future<Output = O>;
    #[doc(hidden)]
    fn future_of(site: fn() -> Site, r: R) -> Self::Fut;
}

impl<R: IntoFuture> FutureOf<R, R::Output, R::Output> for InPlace {
    type Fut = R::IntoFuture;

    #[inline(always)]
    fn future_of(_: fn() -> Site, r: R) -> R::IntoFuture {
        r.into_future()
    }
}

impl<R: IntoFuture, T: TaskType> FutureOf<R, R::Output, R::Output> for InPlacePermitted<T> {
    type Fut = InPermit<R::IntoFuture>;

    #[inline]
    fn future_of(site: fn() -> Site, r: R) -> Self::Fut {
        calls::permitted::<T, _>(site(), r.into_future())
    }
}

impl<R: IntoFuture, T> FutureOf<R, R::Output, R::Output> for SpawnFuture<T> {
    type Fut = R::IntoFuture;

    #[inline(always)]
    fn future_of(_: fn() -> Site, r: R) -> R::IntoFuture {
        r.into_future()
    }
}

impl<R, T> FutureOf<R, R, R> for Hop<T> {
    type Fut = Pending<R>;

    fn future_of(_: fn() -> Site, _: R) -> Pending<R> {
        wrong_kind()
    }
}

impl<R, T> FutureOf<R, R, R> for SpawnFunction<T> {
    type Fut = Pending<R>;

    fn future_of(_: fn() -> Site, _: R) -> Pending<R> {
        wrong_kind()
    }
}

/// The type of a plan that spawns.
pub trait SpawnsOn {
    /// The task type.
    type Type: TaskType;
}

impl<T: TaskType> SpawnsOn for SpawnFuture<T> {
    type Type = T;
}

impl<T: TaskType> SpawnsOn for SpawnFunction<T> {
    type Type = T;
}

/// Blocking this thread, which runs async code, on purpose.
pub trait BlockOf<F, R, T, O> {
    #[doc(hidden)]
    fn block_of(site: fn() -> Site, call: F) -> O;
}

impl<F, R, T, S> BlockOf<F, R, S, R::Output> for BlockFuture<T>
where
    F: FnOnce() -> R,
    R: IntoFuture,
    T: TaskType,
{
    #[inline]
    fn block_of(site: fn() -> Site, call: F) -> R::Output {
        calls::block_on_future::<T, _>(site(), call().into_future())
    }
}

impl<F, R, T, S> BlockOf<F, R, S, R> for BlockFunction<T>
where
    F: FnOnce() -> R,
    T: TaskType,
{
    #[inline]
    fn block_of(site: fn() -> Site, call: F) -> R {
        calls::run_in_place::<T, R>(site(), call)
    }
}

/// Taking the permit of a sync call in sync code.
pub trait EnterOf {
    /// What holds it until the call is done.
    type Entered;
    #[doc(hidden)]
    fn enter_of(site: fn() -> Site) -> Self::Entered;
}

impl EnterOf for Direct {
    type Entered = ();

    #[inline(always)]
    fn enter_of(_: fn() -> Site) {}
}

impl<T> EnterOf for Wait<T> {
    type Entered = ();

    #[inline(always)]
    fn enter_of(_: fn() -> Site) {}
}

impl<T: TaskType> EnterOf for DirectPermitted<T> {
    type Entered = calls::PermitHere;

    #[inline]
    fn enter_of(site: fn() -> Site) -> calls::PermitHere {
        calls::permit_here::<T>(site())
    }
}

/// What a call in sync code gives.
pub trait FinishOf<R>: OutputOf<R> {
    #[doc(hidden)]
    fn finish_of(site: fn() -> Site, r: R) -> Self::Out;
}

impl<R> FinishOf<R> for Direct {
    #[inline(always)]
    fn finish_of(_: fn() -> Site, r: R) -> R {
        r
    }
}

impl<R, T> FinishOf<R> for DirectPermitted<T> {
    #[inline(always)]
    fn finish_of(_: fn() -> Site, r: R) -> R {
        r
    }
}

impl<R: IntoFuture, T: TaskType> FinishOf<R> for Wait<T> {
    #[inline]
    fn finish_of(site: fn() -> Site, r: R) -> R::Output {
        calls::block_on_future::<T, _>(site(), r.into_future())
    }
}
