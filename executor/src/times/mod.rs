//! How long pieces of work wait and run: what is timed of them, the sums of it, and how it is distributed.

mod histogram;
#[cfg(feature = "metrics")]
mod published;
mod stopwatch;

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use self::histogram::Histogram;
#[cfg(feature = "metrics")]
pub(crate) use self::published::Published;
pub(crate) use self::stopwatch::{Lap, Stopwatch, Weight, milliseconds};

/// How long the pieces of work of a type took: all in all, and, for the facade `metrics`, how often how long.
///
/// Relaxed throughout: it is read for people, and orders nothing.
#[derive(Default)]
pub(crate) struct Times {
    nanoseconds: AtomicU64,
    /// Empty without the feature.
    histogram: Histogram,
}

impl Times {
    /// One more has taken so long.
    #[inline]
    pub(crate) fn add(&mut self, lap: Lap) {
        *self.nanoseconds.get_mut() += lap.total_nanoseconds();
        if cfg!(feature = "metrics") {
            self.histogram.add(lap);
        }
    }

    /// The same, where other threads add to it meanwhile.
    #[inline]
    pub(crate) fn add_shared(&self, lap: Lap) {
        (self.nanoseconds).fetch_add(lap.total_nanoseconds(), Ordering::Relaxed);
        if cfg!(feature = "metrics") {
            self.histogram.add_shared(lap);
        }
    }

    /// One more has taken no time at all, which `stopwatch` would have timed.
    #[inline]
    pub(crate) fn add_nothing_shared(&self, stopwatch: Stopwatch) {
        if cfg!(feature = "metrics") {
            self.histogram.add_shared(stopwatch.nothing());
        }
    }

    /// Adds all that was added to `more`.
    pub(crate) fn merge(&mut self, more: &Self) {
        *self.nanoseconds.get_mut() += more.nanoseconds.load(Ordering::Relaxed);
        if cfg!(feature = "metrics") {
            self.histogram.merge(&more.histogram);
        }
    }

    pub(crate) fn total(&self) -> Duration {
        Duration::from_nanos(self.nanoseconds.load(Ordering::Relaxed))
    }

    #[cfg(feature = "metrics")]
    pub(crate) fn histogram(&self) -> &Histogram {
        &self.histogram
    }
}

impl Clone for Times {
    fn clone(&self) -> Self {
        let mut clone = Self::default();
        clone.merge(self);
        clone
    }
}

impl fmt::Debug for Times {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.total().fmt(f)
    }
}
