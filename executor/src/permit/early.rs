//! Waits that began before the executor had any limited type.
//!
//! Most executors never have one, and their tasks should not queue at the ledger's lock for it. But a wait that began early can be a
//! link between a later lender and a later borrower, so it must not be lost either: it is noted in one of many shards.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use crate::frame::{FrameId, IdHasher};
use crate::site::Site;
use crate::sync::Mutex;
use crate::sync::atomic::{AtomicBool, Ordering};

const SHARDS: usize = 16;

/// Waiter and waited-for, and where and how often.
type Shard = HashMap<(FrameId, FrameId), (Site, usize), BuildHasherDefault<IdHasher>>;

#[derive(Default)]
pub(super) struct EarlyWaits {
    shards: [Mutex<Shard>; SHARDS],
}

impl EarlyWaits {
    /// Notes the wait, unless there is a limited type; then nothing is noted, and the answer is no.
    pub(super) fn note(
        &self,
        waiter: FrameId,
        on: FrameId,
        site: Site,
        limited: &AtomicBool,
    ) -> bool {
        if limited.load(Ordering::Acquire) {
            return false;
        }
        let mut shard = self.shards[on.spread(SHARDS)].lock();
        // Again, under the lock: the shards are emptied once, after the flag is set.
        if limited.load(Ordering::SeqCst) {
            return false;
        }
        shard.entry((waiter, on)).or_insert((site, 0)).1 += 1;
        true
    }

    /// Forgets a wait; no if it was taken, or never noted.
    pub(super) fn forget(&self, waiter: FrameId, on: FrameId) -> bool {
        let mut shard = self.shards[on.spread(SHARDS)].lock();
        let Some((_, times)) = shard.get_mut(&(waiter, on)) else {
            return false;
        };
        *times -= 1;
        if *times == 0 {
            shard.remove(&(waiter, on));
        }
        true
    }

    /// All that is noted: who waits for whom.
    pub(super) fn pairs(&self) -> Vec<(FrameId, FrameId)> {
        let mut pairs = Vec::new();
        for shard in &self.shards {
            pairs.extend(shard.lock().keys().copied());
        }
        pairs
    }

    /// Hands over all that was noted.
    pub(super) fn take_all(&self, mut take: impl FnMut(FrameId, FrameId, Site)) {
        for shard in &self.shards {
            for ((waiter, on), (site, times)) in shard.lock().drain() {
                (0..times).for_each(|_| take(waiter, on, site));
            }
        }
    }
}
