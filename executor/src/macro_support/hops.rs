//! The ways to another thread: what a call of each plan does where `rules` lets a call through. The impls for plans of the
//! other kind, and for calls that are not let through, exist so that nothing else is said of them; they are never reached.

use std::future::{Future, IntoFuture, Pending};
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use pin_project_lite::pin_project;

use super::call::{Call, Gate};
use super::failure::Failure;
use super::plan::{Hop, InPlace, InPlacePermitted, SpawnFunction, SpawnFuture, wrong_kind};
use crate::hop::Invoke;
use crate::rules::{
    AnotherThread, GivesBack, HoldsFuture, Hops, ItsParts, Moves, SpawnsFunction, SpawnsFuture,
    Takes, TakesCall, TheFuture, ThisThread,
};
use crate::task::Task;
use crate::task_type::TaskType;

/// A part of a call that was checked for the plan `P`.
pub struct Moved<P, A> {
    part: A,
    plan: PhantomData<fn() -> P>,
}

// SAFETY: only `Moves::moved` makes one, and demands of this plan that another thread `Takes<A>`, which is `Send`. Said here so
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
        impl$(<$ty>)? Moves for Gate<$plan $(<$ty>)?> {
            type Demand<A> = $demand;
            type Moved<A> = Moved<$plan $(<$ty>)?, A>;

            #[inline(always)]
            fn moved<A>(part: A) -> Self::Moved<A>
            where
                AnotherThread: Takes<Self::Demand<A>>,
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

impl<F, R, T: TaskType, C: ?Sized> Hops<F, R, Invoke<R>> for Call<Hop<T>, R, C> {
    type On = AnotherThread;
    type Back = R;

    #[inline]
    fn hop(self, function: F) -> Invoke<R>
    where
        F: FnOnce() -> R,
        AnotherThread: TakesCall<F, AnotherThread> + GivesBack<R>,
    {
        <AnotherThread as TakesCall<F, AnotherThread>>::invoke::<T, R>(self.site, function)
    }
}

// What each writing of the call gives is told here: they are other instances of the call than the one that is awaited.
impl<F, I, A, R, O, C: ?Sized> Hops<F, I, A> for Call<InPlace, R, C>
where
    I: IntoFuture<Output = O>,
    A: Future<Output = O>,
    R: IntoFuture<Output = O>,
{
    type On = ThisThread;
    type Back = ();

    fn hop(self, _: F) -> A {
        wrong_kind()
    }
}

impl<F, I, A, R, T, O, C: ?Sized> Hops<F, I, A> for Call<InPlacePermitted<T>, R, C>
where
    I: IntoFuture<Output = O>,
    A: Future<Output = O>,
    R: IntoFuture<Output = O>,
{
    type On = ThisThread;
    type Back = ();

    fn hop(self, _: F) -> A {
        wrong_kind()
    }
}

impl<F, R, T, O, C> SpawnsFuture<F, Failure<O>, TheFuture> for Call<SpawnFuture<T>, R, C>
where
    F: IntoFuture<Output = O>,
    T: TaskType,
{
    type There = F::IntoFuture;
    type Back = O;
    type Output = O;

    #[inline]
    #[cfg_attr(all(tokio_unstable, feature = "tracing"), track_caller)]
    fn spawn(self, failure: Failure<O>, future: F) -> Task<O>
    where
        F::IntoFuture: Send + 'static,
        AnotherThread: GivesBack<O>,
    {
        AnotherThread::spawn_future::<T, _>(self.site, failure, future.into_future())
    }
}

impl<F, R, T, O, C> SpawnsFuture<F, Failure<O>, ItsParts> for Call<SpawnFuture<T>, R, C> {
    type There = ();
    type Back = ();
    type Output = O;

    fn spawn(self, _: Failure<O>, _: F) -> Task<O> {
        wrong_kind()
    }
}

impl<F, R, T, O, C, B> SpawnsFuture<F, Failure<O>, B> for Call<SpawnFunction<T>, R, C> {
    type There = ();
    type Back = ();
    type Output = O;

    fn spawn(self, _: Failure<O>, _: F) -> Task<O> {
        wrong_kind()
    }
}

impl<F, R, T, C> SpawnsFunction<F, R, Failure<R>> for Call<SpawnFunction<T>, R, C>
where
    F: FnOnce() -> R,
    T: TaskType,
{
    type On = AnotherThread;
    type Back = R;
    type Output = R;

    #[inline]
    fn spawn(self, failure: Failure<R>, function: F) -> Task<R>
    where
        F: FnOnce() -> R,
        AnotherThread: TakesCall<F, AnotherThread> + GivesBack<R>,
    {
        <AnotherThread as TakesCall<F, AnotherThread>>::spawn::<T, R>(self.site, failure, function)
    }
}

impl<F, I: IntoFuture, R, T, C> SpawnsFunction<F, I, Failure<I::Output>>
    for Call<SpawnFuture<T>, R, C>
{
    type On = ThisThread;
    type Back = ();
    type Output = I::Output;

    fn spawn(self, _: Failure<I::Output>, _: F) -> Task<I::Output> {
        wrong_kind()
    }
}

pin_project! {
    /// A future in a spawned block, checked to be `Send`.
    pub struct Held<F> {
        #[pin]
        future: F,
    }
}

// SAFETY: only `HoldsFuture::hold` makes one, and demands that the future is `Send`. Of what an `async` block holds, rustc has
// forgotten the lifetimes when it asks whether the block is `Send`, and then cannot prove it of some futures: `tower`'s, for one.
unsafe impl<F> Send for Held<F> {}

impl<F: Future> Future for Held<F> {
    type Output = F::Output;

    #[inline]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        self.project().future.poll(cx)
    }
}

impl<F: IntoFuture, T, R, C: ?Sized> HoldsFuture<F, TheFuture> for Call<SpawnFuture<T>, R, C> {
    type There = F::IntoFuture;
    type Held = Held<F::IntoFuture>;

    #[inline(always)]
    fn hold(future: F) -> Held<F::IntoFuture>
    where
        F::IntoFuture: Send,
    {
        Held {
            future: future.into_future(),
        }
    }
}

impl<F: IntoFuture, T, R, C: ?Sized> HoldsFuture<F, ItsParts> for Call<SpawnFuture<T>, R, C> {
    type There = ();
    type Held = F::IntoFuture;

    fn hold(_: F) -> F::IntoFuture {
        wrong_kind()
    }
}

impl<F, T, R, C: ?Sized, B> HoldsFuture<F, B> for Call<SpawnFunction<T>, R, C> {
    type There = ();
    type Held = Pending<F>;

    fn hold(_: F) -> Pending<F> {
        wrong_kind()
    }
}
