//! `invoke`: awaits work, a sync function on another thread and a future in place.

use std::fmt;
use std::future::Future;
use std::panic::resume_unwind;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::{self, Poll, ready};

use crate::context::Context;
use crate::error::TaskError;
use crate::executor::Executor;
use crate::hop::Hops;
use crate::permit::Waits;
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
pub fn invoke<W, K, N>(work: W) -> W::Invoke
where
    W: InvokeWork<K>,
    K: ReturnsNoFuture<N>,
{
    Executor::current().invoke(work)
}

/// Whether nobody waits for this work any more: its `invoke` was dropped, or its task aborted.
///
/// For a sync function that runs long: nobody can stop it, but it can look.
pub fn is_cancelled() -> bool {
    Context::with_current(|context| {
        context
            .cancelled
            .as_ref()
            .is_some_and(|cancelled| cancelled.load(Ordering::Relaxed))
    })
}

/// A sync function that runs on another thread; a future of what it gives.
#[must_use = "the function does not run unless this is awaited"]
pub struct Invoke<R> {
    hop: Arc<dyn Hops<R>>,
    progress: Progress,
    /// The caller's frame lends the function its permits.
    waits: Option<Waits>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Progress {
    /// Not polled yet.
    Fresh,
    /// Sent off.
    Sent,
    /// The result has been given.
    Read,
}

impl<R> Invoke<R> {
    pub(crate) fn new(hop: Arc<dyn Hops<R>>) -> Self {
        Self {
            hop,
            progress: Progress::Fresh,
            waits: None,
        }
    }

    fn start(&mut self) {
        let origin = self.hop.origin();
        let parent = Context::with_current(|context| context.frame);
        if origin.lane.permits().is_none()
            && let Some(parent) = parent
        {
            // no permit ties the function's frame to its caller's: a wait does
            self.waits = Some(
                origin
                    .executor
                    .ledger()
                    .waits(parent, origin.frame, origin.site),
            );
        }
        self.progress = Progress::Sent;
        if !Arc::clone(&self.hop).start(parent, false) {
            self.refuse();
        }
    }

    fn refuse(&self) -> ! {
        panic!(
            "the executor has shut down: {} cannot run",
            self.hop.origin().site
        )
    }
}

impl<R> Future for Invoke<R> {
    type Output = R;

    fn poll(mut self: Pin<&mut Self>, cx: &mut task::Context<'_>) -> Poll<R> {
        if self.progress == Progress::Fresh {
            self.start();
        }
        let result = ready!(self.hop.outcome().poll(cx));
        self.progress = Progress::Read;
        self.waits = None;
        match result {
            Ok(value) => Poll::Ready(value),
            Err(TaskError::Panicked(payload)) => resume_unwind(payload.into_inner()),
            Err(TaskError::Aborted | TaskError::ShutDown) => self.refuse(),
        }
    }
}

impl<R> Drop for Invoke<R> {
    fn drop(&mut self) {
        self.waits = None;
        if self.progress == Progress::Sent {
            self.hop.forsake();
        }
    }
}

impl<R> fmt::Debug for Invoke<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Invoke")
            .field("site", &self.hop.origin().site)
            .finish_non_exhaustive()
    }
}
