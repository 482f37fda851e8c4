//! `await_async`: blocks the calling thread until the work is done.

use crate::engine::Engine;
use crate::site::Site;
use crate::task_type::limited_lane_of;
use crate::types::Io;
use crate::work::{ReturnsNoFuture, Work, name_of};

/// Runs a function, or drives a future, on this thread, and returns once it is done.
///
/// It works anywhere: on a plain thread, a thread of ours, a worker of a multi-thread runtime, the thread of a current-thread
/// runtime, in a `LocalSet`, in a destructor while a panic unwinds, and nested to any depth. Work may borrow, and need not be
/// `Send`.
///
/// - A future uses the tokio runtime of the caller, also in a sync function that runs on one of our threads; where there is
///   none, or nobody drives it, the executor's own.
/// - Other tasks of a multi-thread runtime go on meanwhile. A current-thread runtime whose own thread calls this stands
///   still, so the future uses the executor's runtime; what is bound to the other, such as a task that was spawned on it
///   before, does not go on.
/// - A sync function costs a plain call. Neither waits for a thread; a type with a limit waits for its permit.
/// - An initialiser of a `LazyLock` or `OnceLock` may wait so. But whoever else needs its value meanwhile is blocked by the standard
///   library: where tasks do, as `exec!(block || …)`, so that none of them ties up a thread that the initialiser's work needs.
/// - A wait without progress is reported after 2 s, then every 10 s, with the cause where it is known. It is never given up.
///
/// In async code, prefer `.await`: this blocks the thread.
///
/// # Panics
///
/// Panics with what the work panicked with. Panics where waiting cannot end: in a tokio runtime that has shut down, after the
/// executor has shut down, and for a permit that only the caller itself could give back. While the thread unwinds from another
/// panic it does not panic for these: it reports them.
///
/// # Examples
///
/// ```
/// async fn fetch(url: &str) -> usize {
///     tokio::task::yield_now().await;
///     url.len()
/// }
///
/// let url = String::from("https://example.org");
/// assert_eq!(executor::await_async(fetch(&url)), 19);
/// assert_eq!(executor::await_async(|| url.len()), 19);
/// ```
///
/// In a destructor:
///
/// ```
/// struct Connection;
///
/// impl Connection {
///     async fn say_goodbye(&self) {}
/// }
///
/// impl Drop for Connection {
///     fn drop(&mut self) {
///         executor::await_async(self.say_goodbye());
///     }
/// }
/// # drop(Connection);
/// ```
#[track_caller]
pub fn await_async<W, K, PassTheFutureItself>(work: W) -> W::Output
where
    W: Work<K>,
    K: ReturnsNoFuture<PassTheFutureItself>,
{
    let site = Site::here(name_of::<W>());
    Engine::with_current(|engine| {
        work.run_blocking(engine, limited_lane_of::<Io>(engine).as_ref(), site)
    })
}
