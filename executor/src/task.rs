//! `Task<T>`: the handle of a spawned task.

use std::fmt;
use std::future::{Future, poll_fn};
use std::panic::resume_unwind;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use crate::context;
use crate::error::TaskError;
use crate::in_flight::{Stop, Taken};
use crate::origin::Origin;
use crate::outcome::{Ended, Outcome};
use crate::permit::Waits;
use crate::site::Site;
use crate::{report, stack};

/// A piece of work that has been started, and gives a `T`.
pub(crate) trait Started<T>: Taken {
    /// Where it comes from.
    fn origin(&self) -> &Origin;
    /// Where its result arrives.
    fn outcome(&self) -> &Outcome<T>;
}

/// The handle of a task that runs in the background: a future of what the task gives.
///
/// A panic in the task resumes in whoever awaits it; [`join`](Self::join) gives it as an error instead. Dropping the handle
/// detaches the task: it goes on, and its failure is [reported](crate::set_report_hook), also where it had failed before
/// the handle was dropped unread.
///
/// # Examples
///
/// ```
/// # executor::await_async(async {
/// let task = executor::spawn_task(async { "1".parse::<u32>() });
/// assert_eq!(task.await, Ok(1));
///
/// let task = executor::spawn_task(|| -> u32 { panic!("no answer") });
/// let error = task.join().await.expect_err("it panics");
/// assert_eq!(error.to_string(), "the task panicked: no answer");
/// # });
/// ```
///
/// # Panics
///
/// Awaiting panics if the task panicked (with the task's payload), if it was aborted, and if its executor shut down before it
/// finished.
///
/// # Cancel safety
///
/// `&mut task` may be awaited in `select!` and awaited again: no result is lost.
pub struct Task<T> {
    started: Arc<dyn Started<T>>,
    /// The frame that awaits this task lends it its permits.
    waits: Option<Waits>,
}

impl<T> Task<T> {
    pub(crate) fn new(started: Arc<dyn Started<T>>) -> Self {
        Self {
            started,
            waits: None,
        }
    }

    /// Waits for the task, and tells apart how it ended.
    ///
    /// # Errors
    ///
    /// [`TaskError::Panicked`], [`TaskError::Aborted`] or [`TaskError::ShutDown`].
    ///
    /// # Cancel safety
    ///
    /// Dropping the future detaches the task.
    pub async fn join(mut self) -> Result<T, TaskError> {
        poll_fn(|cx| self.poll_join(cx)).await
    }

    /// Stops the task as far as it can be stopped.
    ///
    /// An async task is dropped at its next `await`. A sync task that has not started never runs. One that runs goes on, and
    /// [`is_cancelled`](crate::is_cancelled()) tells it; its handle is free at once, and a permit comes back when it has ended.
    pub fn abort(&self) {
        self.started.stop(Stop::Abort);
    }

    /// Whether awaiting the task would give its result at once.
    pub fn is_finished(&self) -> bool {
        self.started.outcome().has_ended()
    }

    fn poll_join(&mut self, cx: &mut Context<'_>) -> Poll<Ended<T>> {
        let result = self.started.outcome().poll(cx);
        if result.is_ready() {
            self.waits = None;
        } else {
            self.wait();
        }
        result
    }

    /// Notes that the frame that polls this waits for the task.
    fn wait(&mut self) {
        let origin = self.started.origin();
        let waiter = context::Context::with_current(|context| context.frame);
        if self.waits.as_ref().map(Waits::waiter) == waiter {
            return;
        }
        if stack::is_blocked_here(origin.frame) {
            waits_for_itself(origin.site);
        }
        // the former wait ends first
        self.waits = None;
        self.waits = waiter.map(|waiter| {
            origin
                .engine
                .ledger()
                .waits(waiter, origin.frame, origin.site)
        });
    }
}

/// The task that would have to end is beneath the wait for it. Panics, but not while unwinding.
fn waits_for_itself(site: Site) {
    let why =
        "a task that blocks until it has itself ended never does; await its handle outside of it";
    if std::thread::panicking() {
        report::stalled(site, Duration::ZERO, why);
    } else {
        panic!("the task {site} waits for itself in `await_async`: {why}");
    }
}

impl<T> Future for Task<T> {
    type Output = T;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<T> {
        let this = self.get_mut();
        match ready!(this.poll_join(cx)) {
            Ok(value) => Poll::Ready(value),
            Err(TaskError::Panicked(payload)) => resume_unwind(payload.into_inner()),
            Err(error) => panic!(
                "awaited task {}: {error}; `Task::join` gives this as an error",
                this.started.origin().site
            ),
        }
    }
}

impl<T> Drop for Task<T> {
    fn drop(&mut self) {
        self.waits = None;
        self.started.outcome().detach(self.started.origin());
    }
}

impl<T> fmt::Debug for Task<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Task")
            .field("site", &self.started.origin().site)
            .field("is_finished", &self.is_finished())
            .finish()
    }
}
