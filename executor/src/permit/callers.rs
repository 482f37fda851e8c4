//! Frames that have called frames in place which the ledger does not know.
//!
//! Whoever calls a frame that runs can go on, whatever else it waits for in other branches of a `join!`. So a search for knots must know
//! that there is such a callee; who it is does not matter. That is noted here, in shards, beside the ledger and without its lock.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use crate::frame::{FrameId, IdHasher};
use crate::sync::Mutex;
use crate::sync::atomic::{AtomicBool, Ordering};

const SHARDS: usize = 16;

/// How many such callees a frame has.
type Shard = HashMap<FrameId, usize, BuildHasherDefault<IdHasher>>;

#[derive(Default)]
pub(super) struct Callers {
    shards: [Mutex<Shard>; SHARDS],
    /// Somebody waits, who may be knotted once a callee has ended.
    is_watched: AtomicBool,
}

impl Callers {
    /// `caller` has one more callee.
    pub(super) fn note(&self, caller: FrameId) {
        *self.shard(caller).lock().entry(caller).or_default() += 1;
    }

    /// A callee of `caller` has ended, or the ledger knows it. Whether the ledger must look for a knot.
    #[must_use]
    pub(super) fn forget(&self, caller: FrameId) -> bool {
        let mut shard = self.shard(caller).lock();
        if let Some(callees) = shard.get_mut(&caller) {
            *callees -= 1;
            if *callees == 0 {
                shard.remove(&caller);
            }
        }
        drop(shard);
        // Relaxed: who waits sets it, then looks into the shard. Either that look came after the lock above and saw what was done, or
        // it came before, and the lock shows its mark here.
        self.is_watched.load(Ordering::Relaxed)
    }

    /// Whether `frame` has a callee that runs.
    pub(super) fn has_callee(&self, frame: FrameId) -> bool {
        self.shard(frame).lock().contains_key(&frame)
    }

    /// Says whether somebody waits. Under the ledger's lock; before a search for knots, where somebody does.
    pub(super) fn watch(&self, is_watched: bool) {
        self.is_watched.store(is_watched, Ordering::Relaxed);
    }

    #[cfg(all(test, not(any(shuttle, executor_loom))))]
    pub(super) fn is_empty(&self) -> bool {
        self.shards.iter().all(|shard| shard.lock().is_empty())
    }

    fn shard(&self, frame: FrameId) -> &Mutex<Shard> {
        &self.shards[frame.spread(SHARDS)]
    }
}
