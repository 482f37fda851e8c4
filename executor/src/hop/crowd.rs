//! Whether a caller should look for its result for a moment, or let its thread go on with other tasks at once.
//!
//! A thread that takes the work at once gives the result sooner than the caller could park and be woken. But where other tasks of
//! the caller's thread have work to send off, each moment of looking is lost to them, and nothing tells from outside whether
//! they have. So a thread learns it from what became of its calls: a call that waited, while its thread sent off no other, was
//! alone, and the next few look. A thread that looks each time would never learn of others, since they cannot run meanwhile:
//! after those few, one call waits again.

use std::cell::Cell;
use std::sync::atomic::{AtomicU32, Ordering};

use crossbeam_utils::CachePadded;

use crate::sync::shard::{SHARDS, own};

/// How many calls after one that was alone look.
const TRUST: u32 = 64;

thread_local! {
    /// So many of the next calls of this thread look.
    static TRUSTED: Cell<u32> = const { Cell::new(0) };
}

/// How many calls there were from the threads of each shard: a caller may go on on another thread than it was on.
static CALLS: [CachePadded<AtomicU32>; SHARDS] =
    [const { CachePadded::new(AtomicU32::new(0)) }; SHARDS];

/// A call that was sent off from this thread.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SentOff {
    shard: usize,
    number: u32,
    /// Whether it is to look for its result.
    pub(crate) looks: bool,
}

/// Notes a call; whether it is to look.
#[inline]
pub(crate) fn send_off() -> SentOff {
    let shard = own();
    // Relaxed, here and below: a guess that orders nothing
    let before = CALLS[shard].fetch_add(1, Ordering::Relaxed);
    let trust = TRUSTED.get();
    TRUSTED.set(trust.saturating_sub(1));
    SentOff {
        shard,
        number: before.wrapping_add(1),
        looks: trust > 0,
    }
}

impl SentOff {
    /// It begins to wait: it was not to look, or has looked in vain. The next ones do not look.
    #[inline]
    pub(crate) fn waits(self) {
        TRUSTED.set(0);
    }

    /// It has waited for its result, and has it now.
    #[inline]
    pub(crate) fn came_back(self) {
        let calls = CALLS[self.shard].load(Ordering::Relaxed);
        TRUSTED.set(if calls == self.number { TRUST } else { 0 });
    }
}

#[cfg(all(test, not(any(shuttle, executor_loom))))]
mod tests {
    use super::{TRUST, send_off};

    #[test]
    fn one_caller_looks_nearly_always() {
        let calls = 10 * (TRUST + 1);
        let looked = (0..calls).filter(|_| {
            let sent = send_off();
            if !sent.looks {
                sent.waits();
                sent.came_back();
            }
            sent.looks
        });
        assert_eq!(looked.count() as u32, 10 * TRUST);
    }

    #[test]
    fn several_callers_that_wait_do_not_look() {
        let mut waiting = Vec::new();
        for _ in 0..100 * TRUST {
            let sent = send_off();
            assert!(!sent.looks);
            sent.waits();
            waiting.push(sent);
            // as many as there are callers wait at a time
            if waiting.len() == 3 {
                waiting.remove(0).came_back();
            }
        }
    }

    #[test]
    fn who_looks_in_vain_keeps_the_next_from_it() {
        let alone = send_off();
        alone.waits();
        alone.came_back();
        let looks = send_off();
        assert!(looks.looks);
        looks.waits();
        assert!(!send_off().looks);
    }
}
