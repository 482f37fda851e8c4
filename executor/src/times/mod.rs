//! How long pieces of work wait and run: what is timed of them, and the sums of it.

mod stopwatch;

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

pub(crate) use self::stopwatch::{Lap, Stopwatch, Weight, milliseconds};

/// How long the pieces of work of a type took, all in all.
///
/// Relaxed throughout: it is read for people, and orders nothing.
#[derive(Default)]
pub(crate) struct Times {
    nanoseconds: AtomicU64,
}

impl Times {
    /// One more has taken so long.
    #[inline]
    pub(crate) fn add(&mut self, lap: Lap) {
        *self.nanoseconds.get_mut() += lap.total_nanoseconds();
    }

    /// The same, where other threads add to it meanwhile.
    #[inline]
    pub(crate) fn add_shared(&self, lap: Lap) {
        (self.nanoseconds).fetch_add(lap.total_nanoseconds(), Ordering::Relaxed);
    }

    /// Adds all that was added to `more`.
    pub(crate) fn merge(&mut self, more: &Self) {
        *self.nanoseconds.get_mut() += more.nanoseconds.load(Ordering::Relaxed);
    }

    pub(crate) fn total(&self) -> Duration {
        Duration::from_nanos(self.nanoseconds.load(Ordering::Relaxed))
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
