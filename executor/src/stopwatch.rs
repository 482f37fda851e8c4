//! When a piece of work began, for the statistics.
//!
//! To read the clock takes as long as to spawn a task. So while many pieces of work are in flight, only one in [`SAMPLE`] is
//! timed, and counts as often.

use std::num::NonZeroU64;
use std::sync::LazyLock;
use std::time::Instant;

/// One of so many is timed, where many are in flight.
pub(crate) const SAMPLE: u64 = 16;

/// How many pieces of work may be in flight before not all are timed.
const FEW: usize = 8;

/// Whether a piece of work is timed, and how often its times count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Timed {
    Once,
    ForMany,
    Not,
}

impl Timed {
    /// For the work that is the `number`th of its type, while `in_flight` others are.
    #[inline]
    pub(crate) fn choose(number: u64, in_flight: usize) -> Self {
        if in_flight < FEW {
            Self::Once
        } else if number.is_multiple_of(SAMPLE) {
            Self::ForMany
        } else {
            Self::Not
        }
    }
}

/// The beginning of a stage of a piece of work; nothing where it is not timed. In eight bytes: nanoseconds since the first use
/// of a clock, and in the lowest bit whether it counts for many.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stopwatch(Option<NonZeroU64>);

impl Stopwatch {
    /// Starts, where the work is timed.
    #[inline]
    pub(crate) fn start(timed: Timed) -> Self {
        match timed {
            Timed::Not => Self(None),
            Timed::Once => Self(NonZeroU64::new(nanoseconds() << 1)),
            Timed::ForMany => Self(NonZeroU64::new(nanoseconds() << 1 | 1)),
        }
    }

    /// Whether the work is timed.
    #[inline]
    pub(crate) fn runs(self) -> bool {
        self.0.is_some()
    }

    /// When it was started, in [`milliseconds`]; nothing where the work is not timed.
    #[inline]
    pub(crate) fn started(self) -> Option<u64> {
        self.0.map(|start| (start.get() >> 1) / 1_000_000)
    }

    /// The nanoseconds since the start, as often as they count; and starts again.
    #[inline]
    pub(crate) fn lap(&mut self) -> u64 {
        let Some(start) = self.0 else { return 0 };
        let now = nanoseconds();
        let for_many = start.get() & 1;
        self.0 = NonZeroU64::new(now << 1 | for_many);
        let lap = now.saturating_sub(start.get() >> 1);
        if for_many == 1 { lap * SAMPLE } else { lap }
    }
}

/// Milliseconds since the first use of a clock here.
pub(crate) fn milliseconds() -> u64 {
    nanoseconds() / 1_000_000
}

/// Since the first call, and at least one.
fn nanoseconds() -> u64 {
    static BASE: LazyLock<Instant> = LazyLock::new(Instant::now);
    let nanoseconds = BASE.elapsed().as_nanos() as u64;
    nanoseconds.max(1)
}

#[cfg(all(test, not(any(shuttle, executor_loom))))]
mod tests {
    use std::thread::sleep;
    use std::time::Duration;

    use super::{FEW, SAMPLE, Stopwatch, Timed};

    #[test]
    fn where_few_are_in_flight_each_counts_once() {
        for number in 0..2 * SAMPLE {
            assert_eq!(Timed::choose(number, FEW - 1), Timed::Once);
        }
    }

    #[test]
    fn where_many_are_in_flight_one_counts_for_all() {
        let chosen = (0..10 * SAMPLE).map(|number| Timed::choose(number, FEW));
        let counted: u64 = chosen
            .map(|timed| match timed {
                Timed::Once => 1,
                Timed::ForMany => SAMPLE,
                Timed::Not => 0,
            })
            .sum();
        assert_eq!(counted, 10 * SAMPLE);
    }

    #[test]
    fn a_lap_is_as_long_as_it_took() {
        const LONG: Duration = Duration::from_millis(5);
        let [mut once, mut for_many, mut not] =
            [Timed::Once, Timed::ForMany, Timed::Not].map(Stopwatch::start);
        sleep(LONG);
        let [once, for_many, not] = [&mut once, &mut for_many, &mut not].map(Stopwatch::lap);
        assert!(Duration::from_nanos(once) >= LONG);
        assert!(Duration::from_nanos(for_many) >= LONG * SAMPLE as u32);
        assert_eq!(not, 0);
    }
}
