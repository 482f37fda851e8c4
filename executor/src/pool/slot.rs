//! What a thread shows of itself to the watcher.
//!
//! ```text
//! between jobs ──begin──▶ in a job ──count_out──▶ in a job, counted out
//!      ▲                     │  ▲───count_in────────────┘ │
//!      └────────end──────────┴───────────end──────────────┘
//! ```

use crate::sync::atomic::{AtomicU64, Ordering};

/// One thread's word: how many jobs it has begun and ended, and whether it is counted out of those who look.
pub(super) struct Slot {
    /// The lowest bit: counted out. The next: in a job. The rest: how many jobs.
    word: AtomicU64,
    /// What the watcher saw last; it alone uses this.
    seen: AtomicU64,
}

const OUT: u64 = 1;
const IN_JOB: u64 = 2;

impl Slot {
    pub(super) fn new() -> Self {
        Self {
            word: AtomicU64::new(0),
            seen: AtomicU64::new(0),
        }
    }

    /// The thread begins a job.
    pub(super) fn begin(&self) {
        // Only this thread writes between jobs. Nothing is published: whoever counts it out does so by a read-modify-write.
        let word = self.word.load(Ordering::Relaxed);
        self.word.store(word + IN_JOB, Ordering::Relaxed);
    }

    /// The thread has ended its job; whether it was counted out meanwhile.
    #[must_use]
    pub(super) fn end(&self) -> bool {
        let word = self.word.load(Ordering::Relaxed);
        let next = (word & !OUT) + IN_JOB;
        // A read-modify-write: a mark that comes in this moment is seen.
        self.word.swap(next, Ordering::AcqRel) & OUT != 0
    }

    /// Marks a thread that has been in the same job since the last call as counted out; whether it does so now.
    #[must_use]
    pub(super) fn count_out_if_stuck(&self) -> bool {
        let word = self.word.load(Ordering::Relaxed);
        let stuck =
            word & IN_JOB != 0 && word & OUT == 0 && self.seen.load(Ordering::Relaxed) == word;
        self.seen.store(word, Ordering::Relaxed);
        stuck
            && self
                .word
                .compare_exchange(word, word | OUT, Ordering::AcqRel, Ordering::Relaxed)
                .is_ok()
    }

    /// Marks this thread, which is in a job, as counted out; whether it was not.
    #[must_use]
    pub(super) fn count_out(&self) -> bool {
        self.word.fetch_or(OUT, Ordering::AcqRel) & OUT == 0
    }

    /// Takes the mark off this thread again.
    pub(super) fn count_in(&self) {
        self.word.fetch_and(!OUT, Ordering::AcqRel);
    }
}
