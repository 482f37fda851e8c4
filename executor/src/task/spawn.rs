//! Starts work in the background, and gives its handle.

use std::future::Future;
use std::sync::Arc;

use super::{Task, Work};
use crate::engine::Engine;
use crate::hop::Hops;
use crate::lane::Lane;
use crate::site::Site;
use crate::spawned;
use crate::started::{Failure, Started};
use crate::sync::Lasting;

impl<T> Task<T> {
    /// Starts a function.
    pub(crate) fn spawn_hop(hop: Arc<impl Hops<T> + 'static>) -> Self {
        Self::new(if Arc::clone(&hop).start(None) {
            Work::Function(hop as Arc<dyn Started<T>>)
        } else {
            Work::Refused(hop.origin().clone())
        })
    }

    /// Starts a future.
    #[inline]
    #[cfg_attr(all(tokio_unstable, feature = "tracing"), track_caller)]
    pub(crate) fn spawn<F>(
        engine: &Engine,
        lane: &Lasting<Lane>,
        site: Site,
        failure: Failure<T>,
        future: F,
    ) -> Self
    where
        F: Future<Output = T> + Send + 'static,
        T: Send + 'static,
    {
        Self::new(match spawned::spawn(engine, lane, site, failure, future) {
            Ok(running) => Work::Future(running),
            Err(origin) => Work::Refused(origin),
        })
    }
}
