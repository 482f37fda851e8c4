//! The ways to another thread: what the gate of each plan does where `rules` lets a call through. The impls for plans of the
//! other kind exist so that the closed branch compiles; they are never reached.

use std::future::{IntoFuture, Pending};
use std::marker::PhantomData;

use super::failure::Failure;
use super::gate::{Gate, Slot, wrong_kind};
use super::plan::{Hop, InPlace, InPlacePermitted, SpawnFunction, SpawnFuture};
use crate::calls;
use crate::invoked::Invoke;
use crate::rules::{
    ComesFromAnotherThread, HopsBy, Moves, MovesToAnotherThread, SpawnsFunction, SpawnsFuture,
};
use crate::site::Site;
use crate::task::Task;
use crate::task_type::TaskType;

/// A part of a call that was checked for the plan `P`.
pub struct Moved<P, A> {
    part: A,
    plan: PhantomData<fn() -> P>,
}

// SAFETY: only `Moves::moved` makes one, and demands of this plan that `A: MovesToAnotherThread`, which is `Send`. Said here so
// that rustc does not say of the closure around it what it has just said of the part.
unsafe impl<A, T> Send for Moved<Hop<T>, A> {}

// SAFETY: the same.
unsafe impl<A, T> Send for Moved<SpawnFunction<T>, A> {}

impl<P, A> Moved<P, A> {
    /// The part.
    #[inline(always)]
    pub fn take(self) -> A {
        self.part
    }
}

macro_rules! moves {
    ($demand:ty: $($plan:ident $(<$ty:ident>)?),*) => { $(
        impl $(<$ty>)? Moves for Gate<$plan $(<$ty>)?> {
            type Demand<A> = $demand;
            type Moved<A> = Moved<$plan $(<$ty>)?, A>;

            #[inline(always)]
            fn moved<A>(part: A) -> Self::Moved<A>
            where
                Self::Demand<A>: MovesToAnotherThread,
            {
                Moved {
                    part,
                    plan: PhantomData,
                }
            }
        }
    )* };
}

moves!(A: Hop<T>, SpawnFunction<T>);
moves!((): InPlace, InPlacePermitted<T>, SpawnFuture<T>);

impl<F, R, T> HopsBy<F, R, Slot<R>, R> for Gate<Hop<T>>
where
    F: FnOnce() -> R,
    T: TaskType,
{
    type There = F;
    type Back = R;
    type Fut = Invoke<R>;

    #[inline]
    fn hop(site: fn() -> Site, function: F) -> Invoke<R>
    where
        F: Send + 'static,
        R: ComesFromAnotherThread,
    {
        calls::invoke_function::<T, F, R>(site(), function)
    }
}

macro_rules! hops_in_place {
    ($($plan:ident $(<$ty:ident>)?),*) => { $(
        impl<F, R: IntoFuture, O $(, $ty)?> HopsBy<F, R, Slot<R::Output>, O> for Gate<$plan $(<$ty>)?> {
            type There = ();
            type Back = ();
            type Fut = Pending<O>;

            fn hop(_: fn() -> Site, _: F) -> Pending<O> {
                wrong_kind()
            }
        }
    )* };
}

hops_in_place!(InPlace, InPlacePermitted<T>);

impl<R, T> SpawnsFuture<R, R::Output, Failure<R::Output>> for Gate<SpawnFuture<T>>
where
    R: IntoFuture,
    T: TaskType,
{
    type There = R::IntoFuture;
    type Back = R::Output;

    #[inline]
    fn spawn(site: fn() -> Site, failure: Failure<R::Output>, future: R) -> Task<R::Output>
    where
        R::IntoFuture: Send + 'static,
        R::Output: ComesFromAnotherThread,
    {
        calls::spawn_future::<T, _>(site(), failure, future.into_future())
    }
}

impl<R, O, T> SpawnsFuture<R, O, Failure<O>> for Gate<SpawnFunction<T>> {
    type There = ();
    type Back = ();

    fn spawn(_: fn() -> Site, _: Failure<O>, _: R) -> Task<O> {
        wrong_kind()
    }
}

impl<F, R, T> SpawnsFunction<F, R, R, Failure<R>> for Gate<SpawnFunction<T>>
where
    F: FnOnce() -> R,
    T: TaskType,
{
    type There = F;
    type Back = R;

    #[inline]
    fn spawn(site: fn() -> Site, failure: Failure<R>, function: F) -> Task<R>
    where
        F: Send + 'static,
        R: ComesFromAnotherThread,
    {
        calls::spawn_function::<T, F, R>(site(), failure, function)
    }
}

impl<F, R: IntoFuture, T> SpawnsFunction<F, R, R::Output, Failure<R::Output>>
    for Gate<SpawnFuture<T>>
{
    type There = ();
    type Back = ();

    fn spawn(_: fn() -> Site, _: Failure<R::Output>, _: F) -> Task<R::Output> {
        wrong_kind()
    }
}
