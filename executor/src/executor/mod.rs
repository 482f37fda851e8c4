//! `Executor`: what work runs on. There is a global one, which starts with its first use; a [`Builder`] makes
//! others.

mod builder;

use std::fmt;
use std::time::Duration;

pub use self::builder::Builder;
use crate::dump::Dump;
use crate::engine::Engine;
use crate::shutdown::{ShutdownReport, shut_down};
use crate::site::Site;
use crate::stats::Stats;
use crate::task::Task;
use crate::task_type::{lane_of, limited_lane_of};
use crate::types::Io;
use crate::work::{InvokeWork, ReturnsNoFuture, SpawnWork, Work, name_of};

/// Runs work: threads for sync functions, an event loop for futures that come from outside of any.
///
/// The free functions and [`TaskType`](crate::TaskType)'s methods use the current executor: the one that runs the calling work,
/// or else the global one. Work of an own executor counts in its statistics, is stopped by its shutdown, and has its limits.
/// Clones are handles to the same executor; when the last is dropped and its work has ended, its threads end.
///
/// # Examples
///
/// ```
/// # use std::time::Duration;
/// let executor = executor::Executor::builder().max_threads(8).build();
/// let sum = executor.await_async(async { executor::invoke(|| 1 + 2).await });
/// assert_eq!(sum, 3);
/// let report = executor.await_async(executor.shutdown(Duration::from_secs(1)));
/// assert!(report.is_clean(), "{report}");
/// ```
#[derive(Clone)]
pub struct Executor(pub(crate) Engine);

impl Executor {
    pub(crate) fn current() -> Self {
        Self(Engine::current())
    }

    /// Like [`invoke`](crate::invoke()), on this executor.
    #[track_caller]
    pub fn invoke<W, K, PassTheFutureItself>(&self, work: W) -> W::Invoke
    where
        W: InvokeWork<K>,
        K: ReturnsNoFuture<PassTheFutureItself>,
    {
        work.invoke(&self.0, &lane_of::<Io>(&self.0), Site::here(name_of::<W>()))
    }

    /// Like [`spawn_task`](crate::spawn_task()), on this executor.
    #[track_caller]
    pub fn spawn_task<W, K, PassTheFutureItself>(&self, work: W) -> Task<W::Output>
    where
        W: SpawnWork<K>,
        K: ReturnsNoFuture<PassTheFutureItself>,
    {
        work.spawn(&self.0, &lane_of::<Io>(&self.0), Site::here(name_of::<W>()))
    }

    /// Like [`await_async`](crate::await_async()), on this executor.
    #[track_caller]
    pub fn await_async<W, K, PassTheFutureItself>(&self, work: W) -> W::Output
    where
        W: Work<K>,
        K: ReturnsNoFuture<PassTheFutureItself>,
    {
        let _current = self.0.make_current();
        let limited = limited_lane_of::<Io>(&self.0);
        work.run_blocking(&self.0, limited.as_ref(), Site::here(name_of::<W>()))
    }

    /// Stops taking work, waits for the work in flight, and stops what is left after `deadline`; see
    /// [`shutdown`](crate::shutdown()).
    ///
    /// # Cancel safety
    ///
    /// Dropped early, it stops waiting: the executor takes no more work from outside, and nothing is stopped.
    pub async fn shutdown(&self, deadline: Duration) -> ShutdownReport {
        shut_down(&self.0, deadline).await
    }

    /// What this executor has in flight; see [`dump`](crate::dump()).
    pub fn dump(&self) -> Dump {
        Dump::of_engine(&self.0)
    }

    /// What this executor has done so far, by task type.
    pub fn stats(&self) -> Stats {
        Stats::of_engine(&self.0)
    }
}

impl fmt::Debug for Executor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Executor")
            .field("config", self.0.config())
            .finish_non_exhaustive()
    }
}
