//! Waiting until a type's queue has room.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::thread;

use super::ids::{RoomId, TypeKey};
use super::knot::Knot;
use super::ledger::Ledger;
use super::report::report_while_unwinding;
use super::signatures::sign;
use super::state::{Answer, State};
use crate::frame::FrameId;
use crate::site::Site;

/// A wait for room in a queue. Its place in line is taken at its first poll; dropping it gives the place up.
///
/// Panics as [`Acquire`](super::Acquire) does.
pub(super) struct RoomWait {
    ledger: Arc<Ledger>,
    ty: TypeKey,
    parent: Option<FrameId>,
    site: Site,
    stage: Stage,
}

#[derive(Clone, Copy)]
enum Stage {
    New,
    InLine(RoomId),
    Done,
}

impl RoomWait {
    /// Waits for room in the queue of `ty`, on behalf of `parent`. The first poll takes the place in line.
    pub(super) fn new(
        ledger: &Arc<Ledger>,
        ty: TypeKey,
        parent: Option<FrameId>,
        site: Site,
    ) -> Self {
        // now: it may be polled elsewhere
        if let Some(parent) = parent {
            sign(parent);
        }
        Self {
            ledger: Arc::clone(ledger),
            ty,
            parent,
            site,
            stage: Stage::New,
        }
    }

    /// As `poll`, with a knot as an error. After an error it is to be dropped.
    pub(super) fn try_poll(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Box<Knot>>> {
        if let Stage::New = self.stage {
            let waker = cx.waker().clone();
            let (ty, parent, site) = (self.ty, self.parent, self.site);
            let room = self
                .ledger
                .with_turn_of(parent, |state| state.begin_room(ty, parent, site, waker));
            self.stage = room.map_or(Stage::Done, Stage::InLine);
            return if room.is_some() {
                Poll::Pending
            } else {
                Poll::Ready(Ok(()))
            };
        }
        let Stage::InLine(room) = self.stage else {
            return Poll::Ready(Ok(()));
        };
        let (waker, may_fail) = (cx.waker().clone(), !thread::panicking());
        // Only where it may go on, or find that it does not, it does more than to wait as before.
        let is_notified = self.ledger.with(|state| state.room_mut(room).notified);
        let parent = self.parent.filter(|_| is_notified);
        let poll = |state: &mut State| state.poll_room(room, waker, may_fail);
        match self.ledger.with_turn_of(parent, poll) {
            Answer::Granted => {
                self.stage = Stage::Done;
                Poll::Ready(Ok(()))
            }
            Answer::Wait => Poll::Pending,
            Answer::Fail(knot) => Poll::Ready(Err(knot)),
            Answer::Report(knot) => {
                report_while_unwinding(&knot);
                Poll::Pending
            }
        }
    }
}

impl Future for RoomWait {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        match self.try_poll(cx) {
            Poll::Ready(Ok(())) => Poll::Ready(()),
            Poll::Ready(Err(knot)) => panic!("{knot}"),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl Drop for RoomWait {
    fn drop(&mut self) {
        if let Stage::InLine(room) = self.stage {
            self.ledger
                .with_turn_of(self.parent, |state| state.end_room(room));
        }
    }
}

/// Waits until one more spawned task may wait in the queue of a task type.
///
/// Done at once for a type without a `limit` or a `queue`. Those who wait are served in order. Several that find room
/// at the same instant may together spawn a few more than the queue holds; none of those is lost.
///
/// # Panics
///
/// If it can never end: nobody who holds a permit of the type can go on, and this is the newest such wait. The message names
/// the types and the places.
///
/// # Cancel safety
///
/// Dropping it at any time gives up the place in line and loses nothing.
#[must_use = "nothing waits before this is awaited"]
pub struct Ready {
    wait: Option<RoomWait>,
}

impl Ready {
    /// There is always room.
    pub(crate) fn at_once() -> Self {
        Self { wait: None }
    }

    /// Waits for room in the queue of `ty`, on behalf of `parent`.
    pub(crate) fn room(
        ledger: &Arc<Ledger>,
        ty: TypeKey,
        parent: Option<FrameId>,
        site: Site,
    ) -> Self {
        Self {
            wait: Some(RoomWait::new(ledger, ty, parent, site)),
        }
    }
}

impl Future for Ready {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        match &mut self.wait {
            Some(wait) => Pin::new(wait).poll(cx),
            None => Poll::Ready(()),
        }
    }
}

impl fmt::Debug for Ready {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ready").finish_non_exhaustive()
    }
}
