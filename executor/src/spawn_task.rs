//! `spawn_task`: starts work in the background.

use crate::executor::Executor;
use crate::task::Task;
use crate::work::{ReturnsNoFuture, SpawnWork};

/// Starts `work` in the background, at once: a function on a thread of [`types::Io`](crate::types::Io), a future on the
/// current tokio runtime, or on the executor's own where there is none.
///
/// Await the handle for the result, or drop it to fire and forget: a failure that nobody reads is
/// [reported](crate::set_report_hook). Never waits. After a shutdown the work is dropped, and [`Task::join`] tells so.
///
/// [`#[executor::main]`](macro@crate::main) waits at its end for what is in flight. Under another `main`, call
/// [`shutdown`](crate::shutdown()) last: a future that goes down with its tokio runtime is reported, but a function that still runs
/// ends with the process, unreported.
///
/// # Examples
///
/// ```
/// # executor::await_async(async {
/// let sum = executor::spawn_task(|| (1..=4).sum::<u32>());
/// assert_eq!(sum.await, 10);
/// # });
/// ```
///
/// A closure that returns a future would do nothing when called, so it is refused; write an `async` block:
///
/// ```compile_fail,E0283
/// executor::spawn_task(|| async { println!("never printed") });
/// ```
#[track_caller]
pub fn spawn_task<W, K, PassTheFutureItself>(work: W) -> Task<W::Output>
where
    W: SpawnWork<K>,
    K: ReturnsNoFuture<PassTheFutureItself>,
{
    Executor::current().spawn_task(work)
}
