//! What the ledger keeps of a limited type: its free permits, its queue, and who waits for room in it.

use std::collections::VecDeque;
use std::sync::Arc;
use std::task::Waker;

use super::by_ticket::ByTicket;
use super::frame::Verdict;
use super::gate::{Gate, MOST};
use super::queue::Queue;
use crate::frame::{FrameId, FrameSet};
use crate::site::Site;

/// A limited type. What is neither free nor used by one of `users` is in use by a frame that is not known here, since it waits for
/// nobody. `free > 0` only while `queue` is empty.
pub(super) struct Type {
    pub(super) name: &'static str,
    pub(super) limit: usize,
    pub(super) gate: Arc<Gate>,
    /// The free permits are `free`, not the gate's.
    pub(super) is_shut: bool,
    /// The permits that nobody has, while the gate is shut.
    pub(super) free: usize,
    /// For each permit of a known frame the one that uses it: its owner, or the last one it was lent on to.
    pub(super) users: FrameSet,
    /// How many known frames have a permit and run in place.
    pub(super) in_place: usize,
    /// Who asks for a permit, in order.
    pub(super) queue: Queue,
    /// How many of those run in place.
    pub(super) in_place_waiting: usize,
    /// How many of those are spawned tasks.
    pub(super) spawned_waiting: usize,
    /// How many spawned tasks may wait; none: any number.
    pub(super) capacity: Option<usize>,
    /// Who waits for room in the queue, in order.
    pub(super) rooms: ByTicket<Room>,
    /// How many of those were told that there is room, and have not come for it yet.
    pub(super) reserved: usize,
    /// How many permits those who wait for room have lent.
    pub(super) room_loans: usize,
    /// Borrowers that nobody waits for any more, while their lender may run on: the next free permits are theirs.
    pub(super) owed: VecDeque<FrameId>,
    /// The walk that passed here last.
    pub(super) mark: u64,
}

/// A wait for room in a queue.
pub(super) struct Room {
    /// The frame that waits.
    pub(super) frame: Option<FrameId>,
    pub(super) site: Site,
    pub(super) waker: Option<Waker>,
    pub(super) verdict: Verdict,
    /// There is room: the next poll takes it, where nobody else did.
    pub(super) notified: bool,
    /// Who has a permit on loan because of this wait. It goes on when all are repaid.
    pub(super) loans: Vec<FrameId>,
}

impl Type {
    pub(super) fn new(name: &'static str, limit: usize, queue: Option<usize>) -> Self {
        let limit = limit.min(MOST);
        Self {
            name,
            limit,
            gate: Arc::new(Gate::new(limit)),
            is_shut: false,
            free: 0,
            users: FrameSet::default(),
            in_place: 0,
            queue: Queue::default(),
            in_place_waiting: 0,
            spawned_waiting: 0,
            // A queue without any room could never be waited for by a frame that has the only permit.
            capacity: queue.map(|queue| queue.max(1)),
            rooms: ByTicket::default(),
            reserved: 0,
            room_loans: 0,
            owed: VecDeque::new(),
            mark: 0,
        }
    }

    /// One more spawned task may wait.
    pub(super) fn has_room(&self) -> bool {
        self.capacity
            .is_none_or(|capacity| self.spawned_waiting + self.reserved < capacity)
    }

    /// There is room, or somebody was told of it, who will fill it or give it up.
    pub(super) fn may_get_room(&self) -> bool {
        self.reserved > 0 || self.has_room()
    }

    /// Somebody waits for a permit or for room.
    pub(super) fn has_waiters(&self) -> bool {
        !self.queue.is_empty() || !self.rooms.is_empty()
    }
}
