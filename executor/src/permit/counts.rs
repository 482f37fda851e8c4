//! Counts of the tasks that run in place, within permits.
//!
//! How many there are is counted exactly. To read a clock costs more than a free permit, or than a place in a queue: so of a type whose
//! calls are short only some are timed, each standing for as many as there are to one that is timed. While its calls take longer on the
//! mean, and at first, each is timed.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use super::ids::FrameId;

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
    /// Nanoseconds.
    ran: AtomicU64,
    waited: AtomicU64,
    panicked: AtomicU64,
    /// The mean of the calls that were timed last, in nanoseconds. Threads that meet here may each lose what the other wrote.
    recent: AtomicU64,
}

/// Since when a call waits or runs, so far as that is told.
#[derive(Clone, Copy)]
pub(super) enum Clock {
    Untold,
    /// It stands for `weight` calls.
    Since {
        began: Instant,
        weight: u64,
    },
}

impl Default for InPlaceCounts {
    fn default() -> Self {
        Self {
            done: AtomicU64::new(0),
            ran: AtomicU64::new(0),
            waited: AtomicU64::new(0),
            panicked: AtomicU64::new(0),
            recent: AtomicU64::new(AT_FIRST),
        }
    }
}

impl InPlaceCounts {
    /// The call of `frame` begins to run, and did not wait.
    #[inline]
    pub(super) fn begin(&self, frame: FrameId) -> Clock {
        self.clock(frame, AT_ONCE)
    }

    /// The call of `frame` begins to wait.
    pub(super) fn begin_to_wait(&self, frame: FrameId) -> Clock {
        self.clock(frame, PENDING)
    }

    #[inline]
    fn clock(&self, frame: FrameId, one_in: u64) -> Clock {
        if self.calls_are_long() {
            Clock::now(1)
        } else if frame.is_one_in(one_in) {
            Clock::now(one_in)
        } else {
            Clock::Untold
        }
    }

    #[inline]
    fn calls_are_long(&self) -> bool {
        self.recent.load(Ordering::Relaxed) >= SHORT
    }

    /// The call of `frame` is pending after its first poll.
    #[inline]
    pub(super) fn pending(&self, frame: FrameId, clock: Clock) -> Clock {
        match clock {
            // one of fewer now
            Clock::Since { began, weight } => Clock::Since {
                began,
                weight: weight.min(PENDING),
            },
            Clock::Untold => self.clock(frame, PENDING),
        }
    }

    /// A call begins to run that has waited since `clock` tells.
    pub(super) fn begin_after(&self, clock: Clock) -> Clock {
        let Clock::Since { began, weight } = clock else {
            return clock;
        };
        let now = Instant::now();
        let waited = nanoseconds(now.duration_since(began));
        self.waited.fetch_add(weight * waited, Ordering::Relaxed);
        Clock::Since { began: now, weight }
    }

    /// A call has ended that ran.
    pub(super) fn end(&self, clock: Clock) {
        if let Clock::Since { began, weight } = clock {
            let ran = nanoseconds(began.elapsed());
            self.ran.fetch_add(weight * ran, Ordering::Relaxed);
            let recent = self.recent.load(Ordering::Relaxed);
            self.recent
                .store(recent - recent / 8 + ran / 8, Ordering::Relaxed);
        }
        self.done(1);
    }

    /// A call was given up that never ran.
    pub(super) fn end_waiting(&self, clock: Clock) {
        self.begin_after(clock);
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
            waited: Duration::from_nanos(self.waited.load(Ordering::Relaxed)),
            ran: Duration::from_nanos(self.ran.load(Ordering::Relaxed)),
        }
    }
}

/// The counts at one moment.
pub(crate) struct InPlaceCounted {
    pub(crate) running: usize,
    pub(crate) queued: usize,
    pub(crate) done: u64,
    pub(crate) panicked: u64,
    pub(crate) waited: Duration,
    pub(crate) ran: Duration,
}

impl Clock {
    #[cold]
    pub(super) fn now(weight: u64) -> Self {
        Self::Since {
            began: Instant::now(),
            weight,
        }
    }
}

fn nanoseconds(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX / AT_ONCE)
}
