//! `Task<T>`: the handle of a spawned task.

mod spawn;

use std::fmt;
use std::future::{Future, poll_fn};
use std::panic::resume_unwind;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use crate::error::TaskError;
use crate::frame::{here, stack};
use crate::in_flight::Stop;
use crate::permit::Waits;
use crate::report;
use crate::site::Site;
use crate::spawned::Running;
use crate::started::{Ended, Origin, Started};

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
/// finished; also if it waits for itself in [`await_async`](fn@crate::await_async), and once the result has been taken.
///
/// # Cancel safety
///
/// `&mut task` may be awaited in `select!` and awaited again: no result is lost.
pub struct Task<T> {
    work: Work<T>,
    /// The frame that awaits this task lends it its permits.
    waits: Option<Waits>,
}

/// What the handle is of.
enum Work<T> {
    Function(Arc<dyn Started<T>>),
    Future(Running<T>),
    /// The executor had begun to shut down before.
    Refused(Origin),
    /// Its result has been read.
    Read(Site),
}

impl<T> Task<T> {
    #[inline]
    fn new(work: Work<T>) -> Self {
        Self { work, waits: None }
    }

    fn site(&self) -> Site {
        match &self.work {
            Work::Function(function) => *function.origin().site,
            Work::Future(future) => future.site(),
            Work::Refused(origin) => *origin.site,
            Work::Read(site) => *site,
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
        match &self.work {
            Work::Function(function) => {
                function.stop(Stop::Abort);
            }
            Work::Future(future) => future.abort(),
            Work::Refused(_) | Work::Read(_) => {}
        }
    }

    /// Whether awaiting the task would give its result at once. Once the result has been taken, it stays so.
    pub fn is_finished(&self) -> bool {
        match &self.work {
            Work::Function(function) => function.has_ended(),
            Work::Future(future) => future.is_finished(),
            Work::Refused(_) | Work::Read(_) => true,
        }
    }

    fn poll_join(&mut self, cx: &mut Context<'_>) -> Poll<Ended<T>> {
        let result = match &mut self.work {
            Work::Function(function) => function.poll(cx),
            Work::Future(future) => future.poll(cx),
            Work::Refused(_) => Poll::Ready(Err(TaskError::ShutDown)),
            Work::Read(_) => panic!("a task was polled after it had given its result"),
        };
        if result.is_ready() {
            self.waits = None;
            // the work, its result and its failure are the caller's from here on
            self.work = Work::Read(self.site());
        } else {
            self.wait();
        }
        result
    }

    /// Notes that the frame that polls this waits for the task.
    fn wait(&mut self) {
        let (engine, frame, site) = match &self.work {
            Work::Function(function) => {
                let origin = function.origin();
                (&origin.engine, origin.frame, *origin.site)
            }
            Work::Future(future) => (future.engine(), future.frame(), future.site()),
            Work::Refused(_) | Work::Read(_) => return,
        };
        let waiter = here::current();
        if self.waits.as_ref().map(Waits::waiter) == waiter {
            return;
        }
        if stack::is_blocked_here(frame) {
            waits_for_itself(site);
        }
        // the former wait ends first
        self.waits = None;
        self.waits = waiter.map(|waiter| engine.ledger().waits(waiter, frame, site));
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
                this.site()
            ),
        }
    }
}

impl<T> Drop for Task<T> {
    fn drop(&mut self) {
        self.waits = None;
        // a future's handle detaches it, and drops what it has given
        match &self.work {
            Work::Function(function) => function.detach(),
            Work::Refused(origin) => origin.report_refused(),
            Work::Future(_) | Work::Read(_) => {}
        }
    }
}

impl<T> fmt::Debug for Task<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Task")
            .field("site", &self.site())
            .field("is_finished", &self.is_finished())
            .finish()
    }
}
