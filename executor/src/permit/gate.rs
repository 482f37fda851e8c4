//! The gate of a limited type: its free permits, as one number that is taken from and given back to without a lock.
//!
//! ```text
//!            shut (a frame waits, or the ledger works on the type)
//!   open ───────────────────────────────────────────────────────────▶ shut
//!   free permits here ◀──────────────────────────────────────────────  free permits in the ledger
//!            open (nobody waits for the type any more)
//! ```
//!
//! The gate is open only while nobody waits for a permit of the type or for room in its queue, and nobody is owed one. Then whoever
//! asks takes what is free, in whatever order the machine decides; so whoever waits is never overtaken. Who finds the gate shut goes to
//! the ledger, under its lock, and only who has that lock shuts and opens it.

use super::counts::InPlaceCounts;
use super::ids::Ticket;
use crate::sync::atomic::{AtomicU64, Ordering};

const SHUT: u64 = 1;
/// The ledger knows frames that have a permit of the type, and may lend it.
const LENDERS: u64 = 2;
/// One free permit.
const ONE: u64 = 4;
/// One call that ended at its first poll: counted in the same step as the permit comes back.
const DONE: u64 = 1 << 40;

/// More permits than there can be frames.
pub(super) const MOST: usize = (1 << 36) - 1;

pub(super) struct Gate {
    /// From the lowest bit: `SHUT`, `LENDERS`, the free permits in steps of `ONE`, the calls done in steps of `DONE`.
    word: AtomicU64,
    /// The last ticket with which a stranger was granted a permit. The queue is in order, so whoever has a smaller one waits no more.
    granted: AtomicU64,
    /// The last ticket with which a stranger became known.
    known: AtomicU64,
    pub(super) counts: InPlaceCounts,
}

/// What stood in an open gate.
pub(super) struct Shut {
    pub(super) free: usize,
    /// The calls that were done at once since it was opened.
    pub(super) done: u64,
}

impl Shut {
    fn of(word: u64) -> Self {
        Self {
            free: (word % DONE / ONE) as usize,
            done: word / DONE,
        }
    }
}

impl Gate {
    /// An open gate before `free` permits.
    pub(super) fn new(free: usize) -> Self {
        Self {
            word: AtomicU64::new(free.min(MOST) as u64 * ONE),
            granted: AtomicU64::new(0),
            known: AtomicU64::new(0),
            counts: InPlaceCounts::default(),
        }
    }

    /// A stranger is granted a permit. Under the ledger's lock.
    pub(super) fn grant(&self, ticket: Ticket) {
        // Release: it sees what was done under the permit.
        self.granted.store(ticket, Ordering::Release);
    }

    /// A stranger is known from now on. Under the ledger's lock.
    pub(super) fn know(&self, ticket: Ticket) {
        // Relaxed: whoever sees a grant sees all that was written under the lock before.
        let known = self.known.load(Ordering::Relaxed);
        self.known.store(known.max(ticket), Ordering::Relaxed);
    }

    /// Whether a stranger, who has not become known, was granted its permit; told without the lock. A no may be wrong.
    #[inline]
    pub(super) fn has_granted(&self, ticket: Ticket) -> bool {
        self.granted.load(Ordering::Acquire) >= ticket
            && self.known.load(Ordering::Relaxed) < ticket
    }

    /// Takes a free permit, where nobody has to be asked for it. `is_waited_for`: the frame has a caller, so it borrows where
    /// somebody can lend.
    #[inline]
    pub(super) fn try_take(&self, is_waited_for: bool) -> bool {
        let refused = if is_waited_for { SHUT | LENDERS } else { SHUT };
        let take = |word: u64| (word & refused == 0 && word % DONE >= ONE).then(|| word - ONE);
        // Acquire: sees what those did who gave the permit back. A failure needs no order: the lock gives it.
        self.change(Ordering::Acquire, take)
    }

    /// Gives a permit back, and counts the call where it was `done_at_once`; no where the gate is shut.
    #[inline]
    pub(super) fn try_give(&self, done_at_once: bool) -> bool {
        let step = if done_at_once { ONE + DONE } else { ONE };
        // What is counted is taken out in time, by who shuts the gate.
        let give = |word: u64| (word & SHUT == 0 && word < u64::MAX - DONE).then(|| word + step);
        // Release: whoever takes it next sees what was done under it.
        self.change(Ordering::Release, give)
    }

    #[inline]
    fn change(&self, order: Ordering, next: impl Fn(u64) -> Option<u64>) -> bool {
        let mut word = self.word.load(Ordering::Relaxed);
        while let Some(new) = next(word) {
            match self
                .word
                .compare_exchange_weak(word, new, order, Ordering::Relaxed)
            {
                Ok(_) => return true,
                Err(now) => word = now,
            }
        }
        false
    }

    /// Shuts it. Under the ledger's lock.
    pub(super) fn shut(&self) -> Shut {
        // AcqRel: as taking and giving at once
        Shut::of(self.word.swap(SHUT, Ordering::AcqRel))
    }

    /// Opens it before `free` permits. Under the ledger's lock, after `shut`: nobody else writes while it is shut.
    pub(super) fn open(&self, free: usize, has_lenders: bool) {
        let lenders = if has_lenders { LENDERS } else { 0 };
        // Release: whoever takes one sees what was done under it.
        self.word
            .store((free as u64 * ONE) | lenders, Ordering::Release);
    }

    /// What stands in an open gate.
    pub(super) fn look(&self) -> Shut {
        Shut::of(self.word.load(Ordering::Relaxed))
    }

    #[cfg(all(test, not(any(shuttle, executor_loom))))]
    pub(super) fn is_shut(&self) -> bool {
        self.word.load(Ordering::Relaxed) == SHUT
    }

    #[cfg(all(test, not(any(shuttle, executor_loom))))]
    pub(super) fn has_lenders(&self) -> bool {
        self.word.load(Ordering::Relaxed) & LENDERS != 0
    }
}
