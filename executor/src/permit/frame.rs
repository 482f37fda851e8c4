//! Frames: the running bodies that have permits, ask for them and wait for each other.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};
use std::num::NonZeroU64;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::Waker;

use super::types::{RoomId, Ticket, TypeKey};
use crate::site::Site;

/// Names one running body of a task: unique in the process, never used again.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct FrameId(NonZeroU64);

impl FrameId {
    /// A name that no other frame has.
    pub(crate) fn next() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        // Relaxed: only uniqueness matters, and a read-modify-write gives it under any ordering.
        let id = NEXT.fetch_add(1, Ordering::Relaxed);
        Self(NonZeroU64::new(id).expect("2^64 frames outlast the machine"))
    }

    /// A number from 0 to `n - 1`, spread evenly over the frames.
    pub(super) fn spread(self, n: usize) -> usize {
        self.0.get() as usize % n
    }
}

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
pub(super) type FrameSet = HashSet<FrameId, BuildHasherDefault<IdHasher>>;

/// Hashes names that are counted up, which need no defence against an attacker (Fibonacci hashing, Knuth).
#[derive(Default)]
pub(super) struct IdHasher(u64);

impl Hasher for IdHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, id: u64) {
        self.0 = (self.0.rotate_left(23) ^ id).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}
