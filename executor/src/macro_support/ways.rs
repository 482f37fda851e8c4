//! The ways in which a plan is carried out on this thread: each a method of the call, through a trait that has an impl for every
//! plan of the mode. The impls for plans of the other kind exist so that the closed branch compiles; they are never reached.

use std::future::IntoFuture;

use super::call::Call;
use super::plan::{
    BlockFunction, BlockFuture, Direct, DirectPermitted, Hop, InPlace, InPlacePermitted,
    SpawnFunction, SpawnFuture, Wait, wrong_kind,
};
use crate::calls;
use crate::hop::Invoke;
use crate::in_place::Permitted;
use crate::permit::Ready;
use crate::site::Site;
use crate::task_type::TaskType;

impl<P: ?Sized, R: ?Sized, C: ?Sized> Call<P, R, C> {
    /// What is awaited where the plan runs the future `r`: another instance of the call, perhaps, than the one that told its types.
    #[inline(always)]
    pub fn here<I>(self, r: I) -> P::Awaited
    where
        P: Awaits<I>,
    {
        P::here(self.site, r)
    }

    /// Waits for room in the queue of the type.
    #[inline(always)]
    pub fn room(self) -> Ready
    where
        P: SpawnsOn,
    {
        calls::room::<P::Type>(self.site)
    }

    /// Runs `call`, and the future that it gives, on this thread, which runs async code.
    #[inline(always)]
    pub fn block<F, I>(self, call: F) -> P::Out
    where
        F: FnOnce() -> I,
        P: Blocks<F, I>,
    {
        P::block(self.site, call)
    }

    /// Takes the permit that a sync call in sync code needs; none for most.
    #[inline(always)]
    pub fn enter(self) -> P::Entered
    where
        P: Enters,
    {
        P::enter(self.site)
    }
}

impl<P: ?Sized, R, C: ?Sized> Call<P, R, C> {
    /// What is awaited where the plan runs a function that is on its way.
    #[inline(always)]
    pub fn there(self, hop: P::Awaited) -> P::Awaited
    where
        P: Awaits<R>,
    {
        hop
    }

    /// What the call in sync code gives, awaited where it is a future.
    #[inline(always)]
    pub fn finish(self, r: R) -> P::Out
    where
        P: Finishes<R>,
    {
        P::finish(self.site, r)
    }
}

/// Awaiting: a future in place, or a function that runs on another thread.
pub trait Awaits<R> {
    /// The future that is awaited.
    type Awaited;
    #[doc(hidden)]
    fn here(site: Site, r: R) -> Self::Awaited;
}

impl<R: IntoFuture> Awaits<R> for InPlace {
    type Awaited = R::IntoFuture;

    #[inline(always)]
    fn here(_: Site, r: R) -> R::IntoFuture {
        r.into_future()
    }
}

impl<R: IntoFuture, T: TaskType> Awaits<R> for InPlacePermitted<T> {
    type Awaited = Permitted<R::IntoFuture>;

    #[inline]
    fn here(site: Site, r: R) -> Permitted<R::IntoFuture> {
        calls::permitted::<T, _>(site, r.into_future())
    }
}

impl<R, T> Awaits<R> for Hop<T> {
    type Awaited = Invoke<R>;

    fn here(_: Site, _: R) -> Invoke<R> {
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
pub trait Blocks<F, R> {
    /// What the whole gives.
    type Out;
    #[doc(hidden)]
    fn block(site: Site, call: F) -> Self::Out;
}

impl<F, R, T> Blocks<F, R> for BlockFuture<T>
where
    F: FnOnce() -> R,
    R: IntoFuture,
    T: TaskType,
{
    type Out = R::Output;

    #[inline]
    fn block(site: Site, call: F) -> R::Output {
        calls::block_on_future::<T, _>(site, call().into_future())
    }
}

impl<F, R, T> Blocks<F, R> for BlockFunction<T>
where
    F: FnOnce() -> R,
    T: TaskType,
{
    type Out = R;

    #[inline]
    fn block(site: Site, call: F) -> R {
        calls::run_in_place::<T, R>(site, call)
    }
}

/// Taking the permit of a sync call in sync code.
pub trait Enters {
    /// What holds it until the call is done.
    type Entered;
    #[doc(hidden)]
    fn enter(site: Site) -> Self::Entered;
}

impl Enters for Direct {
    type Entered = ();

    #[inline(always)]
    fn enter(_: Site) {}
}

impl<T> Enters for Wait<T> {
    type Entered = ();

    #[inline(always)]
    fn enter(_: Site) {}
}

impl<T: TaskType> Enters for DirectPermitted<T> {
    type Entered = calls::PermitHere;

    #[inline]
    fn enter(site: Site) -> calls::PermitHere {
        calls::permit_here::<T>(site)
    }
}

/// What a call in sync code gives.
pub trait Finishes<R> {
    /// What the whole gives.
    type Out;
    #[doc(hidden)]
    fn finish(site: Site, r: R) -> Self::Out;
}

impl<R> Finishes<R> for Direct {
    type Out = R;

    #[inline(always)]
    fn finish(_: Site, r: R) -> R {
        r
    }
}

impl<R, T> Finishes<R> for DirectPermitted<T> {
    type Out = R;

    #[inline(always)]
    fn finish(_: Site, r: R) -> R {
        r
    }
}

impl<R: IntoFuture, T: TaskType> Finishes<R> for Wait<T> {
    type Out = R::Output;

    #[inline]
    fn finish(site: Site, r: R) -> R::Output {
        calls::block_on_future::<T, _>(site, r.into_future())
    }
}
