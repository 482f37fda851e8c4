//! The names of frames.

use std::cell::Cell;
use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};
use std::num::NonZeroU64;
use std::sync::atomic::{AtomicU64, Ordering};

/// Names one running body of a task: unique in the process, never used again.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct FrameId(NonZeroU64);

/// So many names a thread takes at once: it then names its frames without meeting the others.
const BLOCK: u64 = 1 << 10;

thread_local! {
    /// The next name of this thread's block; at the end of a block none is left.
    static LEFT: Cell<u64> = const { Cell::new(0) };
}

impl FrameId {
    /// A name that no other frame has.
    #[inline]
    pub(crate) fn next() -> Self {
        static NEXT_BLOCK: AtomicU64 = AtomicU64::new(1);
        let mut id = LEFT.get();
        if id.is_multiple_of(BLOCK) {
            // Relaxed: only uniqueness matters, and a read-modify-write gives it under any ordering.
            id = NEXT_BLOCK.fetch_add(1, Ordering::Relaxed) * BLOCK;
        }
        LEFT.set(id + 1);
        Self(NonZeroU64::new(id).expect("2^64 frames outlast the machine"))
    }

    /// Names start again, so that each schedule of a model has the same.
    #[cfg(all(test, executor_loom))]
    pub(crate) fn start_again() {
        LEFT.set(BLOCK + 1);
    }

    /// Its number, which is never 0.
    pub(crate) fn number(self) -> u64 {
        self.0.get()
    }

    /// The frame of that number.
    pub(crate) fn of_number(number: u64) -> Option<Self> {
        NonZeroU64::new(number).map(Self)
    }

    /// Whether it is one of the about one in `n` names that this picks.
    #[inline]
    pub(crate) fn is_one_in(self, n: u64) -> bool {
        self.0.get() % n == 1
    }

    /// A number from 0 to `n - 1`, spread evenly over the frames.
    pub(crate) fn spread(self, n: usize) -> usize {
        self.0.get() as usize % n
    }
}

pub(crate) type FrameSet = HashSet<FrameId, BuildHasherDefault<IdHasher>>;

/// Hashes names that are counted up, which need no defence against an attacker (Fibonacci hashing, Knuth).
#[derive(Default)]
pub(crate) struct IdHasher(u64);

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
