//! Counts of the tasks that run in place, within permits.
//!
//! How many there are is counted exactly. To read a clock costs more than a free permit, or than a place in a queue: so of a type whose
//! calls are short only some are timed, each standing for as many as there are to one that is timed. While its calls take longer on the
//! mean, and at first, each is timed.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::frame::FrameId;
use crate::times::{Stopwatch, Times, Weight};

/// Calls are short that take fewer nanoseconds on the mean.
const SHORT: u64 = 16_000;
/// At first they are taken to be long.
const AT_FIRST: u64 = 64 * SHORT;
/// Of short calls that are done at their first poll one in so many is timed.
const AT_ONCE: u64 = 64;
/// And of those that wait, or are pending. A divisor of the other: whoever is picked there is picked here.
const PENDING: u64 = 16;

/// Relaxed throughout: the counts are read for people, and order nothing.
pub(super) struct InPlaceCounts {
    done: AtomicU64,
    panicked: AtomicU64,
    waited: Times,
    ran: Times,
    /// The mean of the calls that were timed last, in nanoseconds. Threads that meet here may each lose what the other wrote.
    recent: AtomicU64,
}

impl Default for InPlaceCounts {
    fn default() -> Self {
        Self {
            done: AtomicU64::new(0),
            panicked: AtomicU64::new(0),
            waited: Times::default(),
            ran: Times::default(),
            recent: AtomicU64::new(AT_FIRST),
        }
    }
}

impl InPlaceCounts {
    /// The call of `frame` begins to run, and did not wait.
    #[inline]
    pub(super) fn begin(&self, frame: FrameId) -> Stopwatch {
        let stopwatch = self.start::<AT_ONCE>(frame);
        if stopwatch.runs() {
            self.waited.add_nothing_shared(stopwatch);
        }
        stopwatch
    }

    /// The call of `frame` begins to wait.
    pub(super) fn begin_to_wait(&self, frame: FrameId) -> Stopwatch {
        self.start::<PENDING>(frame)
    }

    #[inline]
    fn start<const ONE_IN: u64>(&self, frame: FrameId) -> Stopwatch {
        if self.calls_are_long() {
            start(Weight::ONE)
        } else if frame.is_one_in(ONE_IN) {
            start(const { Weight::one_in(ONE_IN) })
        } else {
            Stopwatch::OFF
        }
    }

    #[inline]
    fn calls_are_long(&self) -> bool {
        self.recent.load(Ordering::Relaxed) >= SHORT
    }

    /// The call of `frame` is pending after its first poll.
    #[inline]
    pub(super) fn pending(&self, frame: FrameId, stopwatch: Stopwatch) -> Stopwatch {
        if stopwatch.runs() {
            // one of fewer now
            stopwatch.at_most(const { Weight::one_in(PENDING) })
        } else {
            self.start::<PENDING>(frame)
        }
    }

    /// A call begins to run that has waited as `stopwatch` tells, which starts again.
    pub(super) fn begin_after(&self, stopwatch: &mut Stopwatch) {
        if stopwatch.runs() {
            self.waited.add_shared(stopwatch.lap());
        }
    }

    /// A call has ended that ran.
    pub(super) fn end(&self, mut stopwatch: Stopwatch) {
        if stopwatch.runs() {
            let lap = stopwatch.lap();
            self.ran.add_shared(lap);
            let recent = self.recent.load(Ordering::Relaxed);
            self.recent.store(
                recent - recent / 8 + lap.nanoseconds() / 8,
                Ordering::Relaxed,
            );
        }
        self.done(1);
    }

    /// A call was given up that never ran.
    pub(super) fn end_waiting(&self, mut stopwatch: Stopwatch) {
        self.begin_after(&mut stopwatch);
        self.done(1);
    }

    /// So many calls have ended.
    pub(super) fn done(&self, calls: u64) {
        self.done.fetch_add(calls, Ordering::Relaxed);
    }

    /// A call has panicked; that it ended is counted apart.
    pub(super) fn panicked(&self) {
        self.panicked.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn read(&self, running: usize, queued: usize) -> InPlaceCounted {
        InPlaceCounted {
            running,
            queued,
            done: self.done.load(Ordering::Relaxed),
            panicked: self.panicked.load(Ordering::Relaxed),
            waited: self.waited.clone(),
            ran: self.ran.clone(),
        }
    }
}

/// Not inlined: most calls are not timed.
#[cold]
fn start(weight: Weight) -> Stopwatch {
    Stopwatch::start(Some(weight))
}

/// The counts at one moment.
pub(crate) struct InPlaceCounted {
    pub(crate) running: usize,
    pub(crate) queued: usize,
    pub(crate) done: u64,
    pub(crate) panicked: u64,
    pub(crate) waited: Times,
    pub(crate) ran: Times,
}
