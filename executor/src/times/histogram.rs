//! How often pieces of work took how long: what the facade `metrics` is given as histograms.
//!
//! Times are counted in buckets, four to each power of two, as in the lines of [HdrHistogram](https://hdrhistogram.org) with two
//! bits of precision: the middle of a bucket is at most an eighth of a time away from it.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use super::stopwatch::Lap;

/// The powers of two, in nanoseconds, between which times are told apart: 32 ns, which is what it takes to read the clock, and
/// 2 h 26 min.
pub(super) const POWERS: std::ops::Range<u32> = 5..43;

pub(super) const BUCKETS: usize = 4 * (POWERS.end - POWERS.start) as usize;

/// Relaxed throughout, as the times themselves.
#[derive(Default)]
pub(crate) struct Histogram {
    /// From the first time on: a type that is never used, or not by the threads of a shard, has none.
    buckets: OnceLock<Box<[AtomicU64; BUCKETS]>>,
}

impl Histogram {
    /// One more has taken so long.
    #[inline]
    pub(super) fn add(&mut self, lap: Lap) {
        if lap.is_timed() {
            *self.get_mut(bucket(lap.nanoseconds())) += lap.pieces();
        }
    }

    /// The same, where other threads add to it meanwhile.
    #[inline]
    pub(super) fn add_shared(&self, lap: Lap) {
        if lap.is_timed() {
            let bucket = &self.buckets.get_or_init(none)[bucket(lap.nanoseconds())];
            bucket.fetch_add(lap.pieces(), Ordering::Relaxed);
        }
    }

    /// Adds all that was added to `more`.
    pub(super) fn merge(&mut self, more: &Self) {
        for (index, pieces) in more.pieces() {
            *self.get_mut(index) += pieces;
        }
    }

    fn get_mut(&mut self, bucket: usize) -> &mut u64 {
        if self.buckets.get().is_none() {
            self.buckets = OnceLock::from(none());
        }
        let buckets = self.buckets.get_mut().expect("there from now on");
        buckets[bucket].get_mut()
    }

    /// Those buckets that are not empty.
    pub(super) fn pieces(&self) -> impl Iterator<Item = (usize, u64)> {
        let buckets = self.buckets.get().into_iter().flat_map(|all| all.iter());
        let pieces = buckets.map(|pieces| pieces.load(Ordering::Relaxed));
        pieces.enumerate().filter(|(_, pieces)| *pieces > 0)
    }
}

fn none() -> Box<[AtomicU64; BUCKETS]> {
    Box::new([const { AtomicU64::new(0) }; BUCKETS])
}

/// The bucket of a time: the first or the last where it lies beyond them.
#[inline]
pub(super) fn bucket(nanoseconds: u64) -> usize {
    let nanoseconds = nanoseconds.clamp(1 << POWERS.start, (1 << POWERS.end) - 1);
    let power = nanoseconds.ilog2();
    let quarter = nanoseconds >> (power - 2) & 3;
    4 * (power - POWERS.start) as usize + quarter as usize
}
