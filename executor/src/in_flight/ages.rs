//! How old the entries of a shard are, for those who look.
//!
//! In release builds the clock is read only for entries that are timed anyway (see [`times`](crate::times)). Any other
//! is not older than the last of these before it, so at most its age is known; that is within 16 tasks of its type.

use std::time::Duration;

use crate::times::{Stopwatch, milliseconds};

/// By index: when the entry came in, in milliseconds, in half the numbers; the lowest bit is set where it came at that moment or
/// later. They start again after 24 days.
#[derive(Default)]
pub(super) struct Ages {
    since: Vec<u32>,
    /// When the clock was last read here.
    last: u32,
}

/// How long ago something came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Age {
    pub(crate) at_most: Duration,
    /// It is not less, either.
    pub(crate) is_exact: bool,
}

impl Ages {
    /// The entry of that index comes in, timed by `stopwatch`.
    #[inline]
    pub(super) fn note(&mut self, index: usize, stopwatch: Stopwatch) {
        let read = stopwatch.started();
        #[cfg(debug_assertions)]
        let read = read.or_else(|| Some(milliseconds()));
        if let Some(now) = read {
            self.last = (now as u32) << 1;
        }
        let since = self.last | u32::from(read.is_none());
        match self.since.get_mut(index) {
            Some(place) => *place = since,
            // a slab takes the index after its last
            None => self.since.push(since),
        }
    }

    /// There are no entries any more.
    pub(super) fn clear(&mut self) {
        self.since = Vec::new();
    }

    /// The age of the entry of that index.
    pub(super) fn of(&self, index: usize) -> Age {
        let since = self.since[index];
        let milliseconds = ((milliseconds() as u32) << 1).wrapping_sub(since & !1) >> 1;
        Age {
            at_most: Duration::from_millis(milliseconds.into()),
            is_exact: since & 1 == 0,
        }
    }
}

#[cfg(all(test, not(any(shuttle, executor_loom))))]
mod tests {
    use std::thread::sleep;
    use std::time::Duration;

    use super::Ages;
    use crate::times::{Stopwatch, Weight};

    const LONG: Duration = Duration::from_millis(20);

    #[test]
    fn an_entry_that_is_not_timed_is_at_most_as_old_as_the_timed_one_before() {
        let mut ages = Ages::default();
        ages.note(0, Stopwatch::start(Some(Weight::ONE)));
        sleep(LONG);
        ages.note(1, Stopwatch::OFF);
        ages.note(2, Stopwatch::start(Some(Weight::ONE)));
        let [first, untimed, last] = [0, 1, 2].map(|index| ages.of(index));
        assert!(first.is_exact && first.at_most >= LONG);
        assert!(last.is_exact && last.at_most < first.at_most);
        if cfg!(debug_assertions) {
            assert!(untimed.is_exact && untimed.at_most < first.at_most);
        } else {
            assert!(!untimed.is_exact && untimed.at_most >= LONG);
        }
    }
}
