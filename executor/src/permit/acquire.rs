//! Asking for a permit, and having one.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::{fmt, thread};

use super::ids::TypeKey;
use super::knot::Knot;
use super::ledger::Ledger;
use super::report::report_while_unwinding;
use super::signatures::sign;
use super::state::{Answer, State};
use crate::frame::FrameId;
use crate::site::Site;

/// A request for a permit, in the queue since it was made.
///
/// # Panics
///
/// The poll panics if the request is the newest of a knot, with both types and places in the message. While the thread
/// unwinds it reports the knot instead, and waits on.
///
/// # Cancel safety
///
/// Dropping it at any time withdraws the request, or gives a permit that it was granted to the next.
#[must_use = "a request that is dropped is withdrawn"]
pub(crate) struct Acquire {
    /// None once the permit was handed out.
    ledger: Option<Arc<Ledger>>,
    frame: FrameId,
    granted: bool,
}

impl Acquire {
    /// Asks for a permit of `ty` for the new frame `frame`. This call takes the place in the queue, not the first poll.
    ///
    /// `parent` is the frame that waits in place for the new one. `spawned` tasks count against the type's queue.
    pub(crate) fn new(
        ledger: &Arc<Ledger>,
        ty: TypeKey,
        frame: FrameId,
        parent: Option<FrameId>,
        spawned: bool,
        site: Site,
    ) -> Self {
        if let Some(parent) = parent {
            sign(parent);
        }
        let ask = |state: &mut State| state.ask(ty, frame, parent, spawned, site);
        let granted = ledger.with_turn_of(parent, ask);
        Self {
            ledger: Some(Arc::clone(ledger)),
            frame,
            granted,
        }
    }

    /// The permit, where it was granted. Leaves a suspicion of a knot to the next poll.
    pub(crate) fn try_take(&mut self) -> Option<Permit> {
        let frame = self.frame;
        let granted = |ledger: &Arc<Ledger>| ledger.with(|state| state.has_permit(frame));
        if !self.granted && self.ledger.as_ref().is_some_and(granted) {
            self.granted = true;
        }
        let ledger = self.ledger.take_if(|_| self.granted)?;
        Some(Permit { ledger, frame })
    }

    /// As `poll`, with a knot as an error. After an error it is to be dropped.
    pub(super) fn try_poll(&mut self, cx: &mut Context<'_>) -> Poll<Result<Permit, Box<Knot>>> {
        let ledger = self
            .ledger
            .as_ref()
            .expect("a request is not polled after it was granted");
        if !self.granted {
            let may_fail = !thread::panicking();
            let waker = cx.waker().clone();
            match ledger.with(|state| state.poll_ask(self.frame, waker, may_fail)) {
                Answer::Granted => self.granted = true,
                Answer::Wait => return Poll::Pending,
                Answer::Fail(knot) => return Poll::Ready(Err(knot)),
                Answer::Report(knot) => {
                    report_while_unwinding(&knot);
                    return Poll::Pending;
                }
            }
        }
        match self.try_take() {
            Some(permit) => Poll::Ready(Ok(permit)),
            None => unreachable!("granted just now"),
        }
    }
}

impl Future for Acquire {
    type Output = Permit;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Permit> {
        match self.try_poll(cx) {
            Poll::Ready(Ok(permit)) => Poll::Ready(permit),
            Poll::Ready(Err(knot)) => panic!("{knot}"),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl Drop for Acquire {
    fn drop(&mut self) {
        if let Some(ledger) = self.ledger.take() {
            ledger.with(|state| state.end(self.frame));
        }
    }
}

/// The right of a frame to run as one of the `limit` of its type. Dropping it ends the frame and gives the permit on.
#[must_use = "the permit is given back when this is dropped"]
pub(crate) struct Permit {
    ledger: Arc<Ledger>,
    frame: FrameId,
}

impl Permit {
    /// Whether it is on loan from a frame that waits for this one.
    pub(crate) fn is_borrowed(&self) -> bool {
        self.ledger.with(|state| state.borrows(self.frame))
    }

    /// The frame that runs under this permit.
    #[cfg(test)]
    pub(super) fn frame(&self) -> FrameId {
        self.frame
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        self.ledger.with(|state| state.end(self.frame));
    }
}

impl fmt::Debug for Permit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Permit").field(&self.frame).finish()
    }
}
