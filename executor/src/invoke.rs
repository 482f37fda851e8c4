//! `invoke`: awaits work, a sync function on another thread and a future in place.

use crate::context::Surroundings;
use crate::executor::Executor;
use crate::work::{InvokeWork, ReturnsNoFuture};

/// Runs `work` and gives its result to whoever awaits it: a function runs on a thread of [`types::Io`](crate::types::Io), off
/// the event loop; a future runs in place.
///
/// # Panics
///
/// Awaiting panics if the work panics, with the same payload, and if the executor has shut down.
///
/// # Cancel safety
///
/// A function starts when this is first polled. If the future is dropped before a thread has begun it, it never runs; one that
/// runs goes on, keeps its permit, and learns it from [`is_cancelled`].
///
/// # Examples
///
/// ```
/// # executor::await_async(async {
/// let sum = executor::invoke(|| (1..=4).sum::<u32>()).await;
/// assert_eq!(sum, 10);
/// # });
/// ```
///
/// A closure that returns a future would do nothing when called, so it is refused; write an `async` block:
///
/// ```compile_fail,E0283
/// # executor::await_async(async {
/// executor::invoke(|| async { println!("never printed") }).await;
/// # });
/// ```
#[track_caller]
pub fn invoke<W, K, PassTheFutureItself>(work: W) -> W::Invoke
where
    W: InvokeWork<K>,
    K: ReturnsNoFuture<PassTheFutureItself>,
{
    Executor::current().invoke(work)
}

/// Whether nobody waits for this work any more: its `invoke` was dropped, its task was aborted, or the deadline of a shutdown has
/// passed. `false` outside of any work.
///
/// For a sync function that runs long: nobody can stop it, but it can look.
///
/// # Examples
///
/// ```
/// fn copy(parts: Vec<Vec<u8>>) -> usize {
///     let going = parts.iter().take_while(|_| !executor::is_cancelled());
///     going.map(Vec::len).sum()
/// }
/// # assert_eq!(executor::await_async(executor::invoke(|| copy(vec![vec![1, 2]]))), 2);
/// ```
pub fn is_cancelled() -> bool {
    Surroundings::with_current(Surroundings::is_cancelled)
}
