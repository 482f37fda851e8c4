//! Gives a future to the runtime that is current, or else to the executor's own: under its name, where tokio can be asked for that.
//!
//! tokio-console also shows the line that spawned a task, which tokio asks for as its caller: there everything on the way from the
//! user's code to here is `track_caller`.

use std::future::Future;

use tokio::task::JoinHandle;

use crate::engine::Engine;
use crate::site::Site;

/// Starts the future of `site`.
#[cfg(not(all(tokio_unstable, feature = "tracing")))]
#[inline]
pub(crate) fn start<F>(engine: &Engine, _: Site, future: F) -> JoinHandle<F::Output>
where
    F: Future<Output: Send + 'static> + Send + 'static,
{
    // a task's thread has its runtime: not to clone the handle of it, on whose count all threads would meet
    if tokio::task::try_id().is_some() {
        tokio::spawn(future)
    } else {
        engine.future_handle().spawn(future)
    }
}

/// Starts the future of `site`, so that tokio-console shows it by its name.
#[cfg(all(tokio_unstable, feature = "tracing"))]
#[track_caller]
pub(crate) fn start<F>(engine: &Engine, site: Site, future: F) -> JoinHandle<F::Output>
where
    F: Future<Output: Send + 'static> + Send + 'static,
{
    let named = tokio::task::Builder::new().name(site.name());
    let started = named.spawn_on(future, &engine.future_handle());
    started.unwrap_or_else(|error| panic!("tokio refused a task: {error}"))
}
