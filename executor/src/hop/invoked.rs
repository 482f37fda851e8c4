//! `Invoke`: a sync function on another thread, as whoever awaits it sees it.

use std::fmt;
use std::future::Future;
use std::panic::resume_unwind;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{self, Poll};

use super::Hops;
use super::crowd::{self, SentOff};
use crate::error::TaskError;
use crate::frame::here;
use crate::permit::Waits;

/// A sync function that runs on another thread; a future of what it gives. What [`invoke`](crate::invoke()) makes of a function.
///
/// # Panics
///
/// Awaiting panics if the function panics, with the same payload; if the executor has shut down; and if the permit of its type can
/// never come, since all who hold one wait for each other: the message names the types and the places.
///
/// # Cancel safety
///
/// The function starts when this is first polled. Dropped before a thread has begun the function, it never runs; one that runs
/// goes on, keeps its permit, and learns it from [`is_cancelled`](crate::is_cancelled()).
#[must_use = "the function does not run unless this is awaited"]
pub struct Invoke<R> {
    hop: Arc<dyn Hops<R>>,
    progress: Progress,
    /// The caller's frame lends the function its permits.
    waits: Option<Waits>,
}

enum Progress {
    /// Not polled yet.
    Fresh,
    /// Sent off.
    Sent(SentOff),
    /// Sent off, and polled in vain.
    Waits(SentOff),
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
        let parent = here::current();
        // Until the result is seen, not only until the function has ended: in between its caller does not stand still, though
        // it has yet to be polled. Where the function has no permit, nothing else ties its frame to its caller's.
        self.waits = parent.map(|parent| {
            let ledger = origin.engine.ledger();
            ledger.waits(parent, origin.frame, *origin.site)
        });
        let sent = crowd::send_off();
        self.progress = Progress::Sent(sent);
        if !Arc::clone(&self.hop).start(parent) {
            self.refuse();
        }
        if sent.looks {
            self.hop.look();
        }
    }

    fn refuse(&self) -> ! {
        panic!(
            "the executor has shut down: {} cannot run; start it before the shutdown",
            self.hop.origin().site
        )
    }
}

impl<R> Future for Invoke<R> {
    type Output = R;

    fn poll(mut self: Pin<&mut Self>, cx: &mut task::Context<'_>) -> Poll<R> {
        if let Progress::Fresh = self.progress {
            self.start();
        }
        let Poll::Ready(result) = self.hop.poll(cx) else {
            if let Progress::Sent(sent) = self.progress {
                sent.waits();
                self.progress = Progress::Waits(sent);
            }
            if self.hop.origin().lane.permits().is_some() {
                Arc::clone(&self.hop).seek_permit();
            }
            return Poll::Pending;
        };
        if let Progress::Waits(sent) = self.progress {
            sent.came_back();
        }
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
        if let Progress::Sent(_) | Progress::Waits(_) = self.progress {
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
