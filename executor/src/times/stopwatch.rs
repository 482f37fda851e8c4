//! When a stage of a piece of work began, and how long it took, for the statistics.
//!
//! To read the clock takes as long as to spawn a task, and longer than to take a free permit. So where pieces of work are many or
//! short only some are timed, each standing for as many as there are to one that is timed: that is its [`Weight`].

use std::num::NonZeroU64;
use std::sync::LazyLock;
use std::time::Instant;

/// For how many pieces of work one stands that is timed: a power of two, kept as its logarithm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Weight(u8);

/// A weight is in so many of the lowest bits, and the nanoseconds are above.
const BITS: u32 = 3;
const WEIGHT: u64 = (1 << BITS) - 1;

impl Weight {
    /// Where each is timed.
    pub(crate) const ONE: Self = Self::one_in(1);

    /// Where one in `many` is timed.
    pub(crate) const fn one_in(many: u64) -> Self {
        assert!(many.is_power_of_two() && many.trailing_zeros() as u64 <= WEIGHT);
        Self(many.trailing_zeros() as u8)
    }

    const fn of_bits(bits: u64) -> Self {
        Self((bits & WEIGHT) as u8)
    }

    const fn bits(self) -> u64 {
        self.0 as u64
    }
}

/// The beginning of a stage of a piece of work; nothing where it is not timed. In eight bytes: nanoseconds since the first use
/// of a clock, and its weight.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stopwatch(Option<NonZeroU64>);

impl Stopwatch {
    /// That of a piece of work which is not timed.
    pub(crate) const OFF: Self = Self(None);

    /// Starts, where the work is timed.
    #[inline]
    pub(crate) fn start(timed: Option<Weight>) -> Self {
        match timed {
            None => Self::OFF,
            Some(weight) => Self::since(nanoseconds(), weight),
        }
    }

    #[inline]
    fn since(nanoseconds: u64, weight: Weight) -> Self {
        Self(NonZeroU64::new(nanoseconds << BITS | weight.bits()))
    }

    /// Whether the work is timed.
    #[inline]
    pub(crate) fn runs(self) -> bool {
        self.0.is_some()
    }

    /// When it was started, in [`milliseconds`]; nothing where the work is not timed.
    #[inline]
    pub(crate) fn started(self) -> Option<u64> {
        self.0.map(|start| (start.get() >> BITS) / 1_000_000)
    }

    /// The same, standing for so many pieces of work at most.
    #[inline]
    pub(crate) fn at_most(self, weight: Weight) -> Self {
        let Some(start) = self.0 else {
            return Self::OFF;
        };
        let start = start.get();
        Self::since(start >> BITS, Weight::of_bits(start).min(weight))
    }

    /// No time, of as many pieces of work as this stands for.
    #[inline]
    pub(crate) fn nothing(self) -> Lap {
        self.0
            .map_or(Lap::NONE, |start| Lap::new(1, Weight::of_bits(start.get())))
    }

    /// The time since the start; and starts again.
    #[inline]
    pub(crate) fn lap(&mut self) -> Lap {
        let Some(start) = self.0 else {
            return Lap::NONE;
        };
        let (now, start) = (nanoseconds(), start.get());
        let weight = Weight::of_bits(start);
        *self = Self::since(now, weight);
        Lap::new(now.saturating_sub(start >> BITS), weight)
    }
}

/// How long a stage of a piece of work took, and its weight; nothing where it was not timed, or there was no such stage.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Lap(u64);

impl Lap {
    pub(crate) const NONE: Self = Self(0);

    #[inline]
    fn new(nanoseconds: u64, weight: Weight) -> Self {
        Self(nanoseconds.max(1) << BITS | weight.bits())
    }

    /// Whether there was such a stage, and it was timed.
    #[inline]
    pub(crate) fn is_timed(self) -> bool {
        self.0 != 0
    }

    /// For how many pieces of work it stands.
    #[inline]
    pub(crate) fn pieces(self) -> u64 {
        1 << Weight::of_bits(self.0).0
    }

    /// Of one piece of work.
    #[inline]
    pub(crate) fn nanoseconds(self) -> u64 {
        self.0 >> BITS
    }

    /// Of all that it stands for.
    #[inline]
    pub(crate) fn total_nanoseconds(self) -> u64 {
        self.nanoseconds() << Weight::of_bits(self.0).0
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

    use super::{Stopwatch, Weight};

    const LONG: Duration = Duration::from_millis(5);

    #[test]
    fn a_lap_is_as_long_as_it_took() {
        let timed = [
            Some(Weight::ONE),
            Some(Weight::one_in(16)),
            Some(Weight::one_in(128)),
            None,
        ];
        let mut stopwatches = timed.map(Stopwatch::start);
        sleep(LONG);
        let laps = stopwatches.each_mut().map(Stopwatch::lap);
        for (lap, weight) in laps.iter().zip([1, 16, 128]) {
            assert!(Duration::from_nanos(lap.nanoseconds()) >= LONG);
            assert_eq!(lap.total_nanoseconds(), weight * lap.nanoseconds());
        }
        assert_eq!(laps[3].total_nanoseconds(), 0);
    }

    #[test]
    fn a_weight_is_lowered_without_another_look_at_the_clock() {
        let begun = Stopwatch::start(Some(Weight::one_in(64)));
        sleep(LONG);
        for (most, weight) in [(Weight::one_in(16), 16), (Weight::one_in(128), 64)] {
            let lap = begun.at_most(most).lap();
            assert!(Duration::from_nanos(lap.nanoseconds()) >= LONG);
            assert_eq!(lap.total_nanoseconds(), weight * lap.nanoseconds());
        }
        assert!(!Stopwatch::OFF.at_most(Weight::ONE).runs());
    }
}
