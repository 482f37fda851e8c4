//! Frames: the running bodies that have permits, ask for them and wait for each other.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::Arc;
use std::task::Waker;

use super::ids::{RoomId, Ticket, TypeKey};
use crate::frame::turn::Turn;
use crate::frame::{FrameId, IdHasher};
use crate::site::Site;

/// What the ledger knows of a frame. It is kept only while the frame has or wants a permit, waits, or is waited for.
#[derive(Default)]
pub(super) struct Frame {
    /// The permit that it has or asks for; none where its type has no limit.
    pub(super) claim: Option<Claim>,
    /// What it waits for now, oldest first; more than one where its task joins several calls. Empty: it runs.
    pub(super) waits: Vec<Wait>,
    /// Who waits for it.
    pub(super) waiters: Vec<FrameId>,
    /// The one of its waiters that called it in place, until that one is gone.
    pub(super) caller: Option<FrameId>,
    /// Its latest turn, of those in which it did something that is noted here.
    pub(super) turn: Option<Arc<Turn>>,
    /// The walk that passed here last.
    pub(super) mark: u64,
}

/// One thing that a frame waits for.
#[derive(Clone, Copy)]
pub(super) enum Wait {
    /// A frame that it called in place, or whose task it awaits, from the line at `site`. A `noted` wait lasts until its
    /// guard is dropped, any other until `on` ends.
    Frame {
        on: FrameId,
        site: Site,
        noted: bool,
    },
    /// Room in the queue of a type.
    Room(RoomId),
}

/// A frame's part in a limited type.
pub(super) struct Claim {
    pub(super) ty: TypeKey,
    pub(super) site: Site,
    /// It is the body of a spawned task, which counts against `queue` while it waits.
    pub(super) spawned: bool,
    /// It runs in place, in its caller's task or on its thread.
    pub(super) in_place: bool,
    pub(super) hold: Hold,
    /// The frame that uses the permit meanwhile.
    pub(super) lent_to: Option<FrameId>,
}

/// How a frame has its permit.
pub(super) enum Hold {
    /// Not yet: it stands in the queue.
    Asks(Asking),
    /// One of the type's permits.
    Own,
    /// On loan, from a frame that waits for this one, or (`room`) from one that waits for room.
    Borrowed { from: FrameId, room: Option<Ticket> },
}

/// A place in a queue.
pub(super) struct Asking {
    pub(super) ticket: Ticket,
    pub(super) waker: Option<Waker>,
    pub(super) verdict: Verdict,
}

/// Whether a waiter was chosen to fail, so that a knot comes undone.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) enum Verdict {
    /// It was not.
    #[default]
    None,
    /// It was, and will be polled again. That poll looks again, and decides: what else its task joins has been polled by then, and
    /// may have undone the knot.
    Suspected { woken: bool },
    /// It knows, and is about to unwind.
    Told,
    /// It knows, and cannot panic, as its thread unwinds already. It stays, and is not chosen again.
    Refused,
}

impl Verdict {
    /// The waiter leaves the queue, or shows that it need not, so it blocks nobody for now.
    pub(super) fn leaves(self) -> bool {
        matches!(self, Self::Suspected { .. } | Self::Told)
    }
}

impl Frame {
    /// It asks for a permit, and stands in a queue.
    pub(super) fn asking(&self) -> Option<(TypeKey, &Asking)> {
        match &self.claim {
            Some(Claim {
                ty,
                hold: Hold::Asks(asking),
                ..
            }) => Some((*ty, asking)),
            _ => None,
        }
    }

    /// It runs, whatever it waits for: it is polled, and has yet to come to the end of that.
    pub(super) fn has_turn(&self) -> bool {
        self.turn.as_ref().is_some_and(|turn| turn.is_open())
    }

    /// It has a permit of `ty` that nobody uses but itself.
    pub(super) fn can_lend(&self, ty: TypeKey) -> bool {
        self.claim.as_ref().is_some_and(|claim| {
            claim.ty == ty && claim.lent_to.is_none() && !matches!(claim.hold, Hold::Asks(_))
        })
    }

    /// Nothing would be lost with it.
    pub(super) fn is_empty(&self) -> bool {
        self.claim.is_none() && self.waits.is_empty() && self.waiters.is_empty()
    }
}

pub(super) type FrameMap = HashMap<FrameId, Frame, BuildHasherDefault<IdHasher>>;
