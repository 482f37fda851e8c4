//! A spawned future as the handle of its task sees it.

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use tokio::task::JoinHandle;

use super::finished::Finished;
use crate::engine::Engine;
use crate::error::TaskError;
use crate::frame::FrameId;
use crate::in_flight::Ticket;
use crate::site::Site;
use crate::started::Ended;

/// A future that the runtime runs.
pub(crate) struct Running<T> {
    handle: JoinHandle<Finished<T>>,
    engine: Engine,
    site: Site,
    frame: FrameId,
    ticket: Ticket,
    is_aborted: AtomicBool,
}

impl<T> Running<T> {
    #[inline]
    pub(super) fn new(
        handle: JoinHandle<Finished<T>>,
        engine: &Engine,
        site: Site,
        frame: FrameId,
        ticket: Ticket,
    ) -> Self {
        Self {
            handle,
            engine: engine.clone(),
            site,
            frame,
            ticket,
            is_aborted: AtomicBool::new(false),
        }
    }

    pub(crate) fn site(&self) -> Site {
        self.site
    }

    /// The frame that it runs in.
    pub(crate) fn frame(&self) -> FrameId {
        self.frame
    }

    pub(crate) fn engine(&self) -> &Engine {
        &self.engine
    }

    /// Whether there is a result.
    pub(crate) fn is_finished(&self) -> bool {
        self.handle.is_finished()
    }

    /// Stops the future at its next `await`.
    pub(crate) fn abort(&self) {
        if self.engine.in_flight().abort(self.ticket, self.frame) {
            // Relaxed: who reads the result after this call sees it
            self.is_aborted.store(true, Ordering::Relaxed);
        }
        self.handle.abort();
    }

    /// Waits for what it ends with.
    #[inline]
    pub(crate) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Ended<T>> {
        match Pin::new(&mut self.handle).poll(cx) {
            Poll::Ready(Ok(finished)) => Poll::Ready(finished.read()),
            Poll::Ready(Err(error)) => {
                let is_aborted = self.is_aborted.load(Ordering::Relaxed);
                Poll::Ready(Err(TaskError::of_runtime(error, is_aborted)))
            }
            Poll::Pending => {
                // also where its poll does not come to an end
                let in_flight = self.engine.in_flight();
                if in_flight.join(self.ticket, self.frame, cx.waker()) {
                    return Poll::Ready(Err(TaskError::ShutDown));
                }
                Poll::Pending
            }
        }
    }
}

impl TaskError {
    /// Why the runtime has not run a future of ours to its end.
    fn of_runtime(error: tokio::task::JoinError, is_aborted: bool) -> Self {
        match error.try_into_panic() {
            Ok(payload) => Self::panicked(payload),
            Err(_) if is_aborted => Self::Aborted,
            Err(_) => Self::ShutDown,
        }
    }
}
