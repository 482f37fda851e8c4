//! The queue of a limited type.

use std::task::Waker;

use super::by_ticket::ByTicket;
use crate::frame::FrameId;
use crate::site::Site;

/// Those who ask for a permit, in order.
pub(super) type Queue = ByTicket<Asker>;

/// One who asks for a permit.
pub(super) enum Asker {
    /// Nobody waits for it that is known here, so nothing else is known of it.
    Stranger(Stranger),
    /// The rest is told by the frame's claim.
    Known(FrameId),
}

/// One who asks for a permit, and of whom nothing else is known.
pub(super) struct Stranger {
    pub(super) frame: FrameId,
    pub(super) site: Site,
    pub(super) waker: Option<Waker>,
}

impl Queue {
    /// Takes out the first, a stranger; its waker.
    #[inline]
    pub(super) fn pop_stranger(&mut self) -> Option<Waker> {
        match self.pop_first()? {
            Asker::Stranger(stranger) => stranger.waker,
            Asker::Known(_) => unreachable!("who is known is removed with its claim"),
        }
    }
}
