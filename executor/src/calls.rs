//! What `macro_support` calls, a function a case of `exec!`. They run on the current executor; the site carries the callee's name.

use std::future::Future;

use crate::block_on::{block_in_place, block_on};
use crate::engine::Engine;
use crate::hop::{Hop, Invoke};
pub(crate) use crate::in_place::PermitHere;
use crate::in_place::{Permitted, take_permit};
use crate::permit::{PermitsRef, Ready};
use crate::site::Site;
use crate::started::Failure;
use crate::task::Task;
use crate::task_type::{self, TaskType, lane_of, permits_of};

/// `exec!(f())` in async code, `f` sync.
pub(crate) fn invoke_function<T, F, R>(site: Site, function: F) -> Invoke<R>
where
    T: TaskType,
    F: FnOnce() -> R + Send + 'static,
    R: Send + 'static,
{
    let engine = Engine::current();
    Invoke::new(Hop::awaited(
        &engine,
        &lane_of::<T>(&engine),
        site,
        function,
    ))
}

/// `exec!(spawn f())`, `f` async.
#[cfg_attr(all(tokio_unstable, feature = "tracing"), track_caller)]
pub(crate) fn spawn_future<T, F>(
    site: Site,
    failed: Failure<F::Output>,
    future: F,
) -> Task<F::Output>
where
    T: TaskType,
    F: Future<Output: Send + 'static> + Send + 'static,
{
    let engine = Engine::current();
    Task::spawn(&engine, &lane_of::<T>(&engine), site, failed, future)
}

/// `exec!(spawn f())`, `f` sync.
pub(crate) fn spawn_function<T, F, R>(site: Site, failed: Failure<R>, function: F) -> Task<R>
where
    T: TaskType,
    F: FnOnce() -> R + Send + 'static,
    R: Send + 'static,
{
    let engine = Engine::current();
    Task::spawn_hop(Hop::spawned(
        &engine,
        &lane_of::<T>(&engine),
        site,
        failed,
        function,
    ))
}

/// What `exec!(spawn …)` waits for first: room in the queue of the type.
pub(crate) fn room<T: TaskType>(site: Site) -> Ready {
    task_type::room::<T>(site)
}

/// `exec!(f())` in async code, `f` async and of a type with a limit.
#[inline]
pub(crate) fn permitted<T: TaskType, F: Future>(site: Site, future: F) -> Permitted<F> {
    Permitted::new(limited::<T>(site), site, future)
}

/// The permits of a type that must have a limit, in the current executor, which must not be over.
#[inline]
fn limited<T: TaskType>(site: Site) -> PermitsRef {
    match permits_of::<T>(site) {
        Some(permits) => permits,
        None => unreachable!("asked only for types with a limit"),
    }
}

/// `exec!(f())` in sync code and `exec!(block f())`, `f` async.
pub(crate) fn block_on_future<T: TaskType, F: Future>(site: Site, future: F) -> F::Output {
    Engine::with_current(|engine| {
        engine.must_not_be_over(site);
        if T::SETTINGS.limit.is_none() {
            return block_on(engine, site, future);
        }
        block_on(engine, site, permitted::<T, F>(site, future))
    })
}

/// `exec!(f())` in sync code, `f` sync and of a type with a limit: takes its permit; blocks until there is one.
pub(crate) fn permit_here<T: TaskType>(site: Site) -> PermitHere {
    take_permit(limited::<T>(site), site)
}

/// `exec!(block f())`, `f` sync.
pub(crate) fn run_in_place<T: TaskType, R>(site: Site, function: impl FnOnce() -> R) -> R {
    block_in_place(|| {
        let _permit = T::SETTINGS.limit.map(|_| permit_here::<T>(site));
        function()
    })
}
