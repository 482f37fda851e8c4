//! What is counted of the tasks of a lane: in each shard of those that have ended, and all in all at one moment.

use crate::times::{Lap, Times, Weight};

/// How many pieces of work may be in flight in a shard before not all are timed.
const FEW: usize = 8;

/// One of so many is timed, where many are in flight.
const SAMPLE: u64 = 16;

/// How a piece of work ended, for the statistics.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Account {
    pub(crate) panicked: bool,
    /// How long it waited before it ran.
    pub(crate) waited: Lap,
    /// How long it ran.
    pub(crate) ran: Lap,
}

/// What was counted of the tasks of one lane that have ended.
#[derive(Default)]
pub(crate) struct Totals {
    entered: u64,
    pub(crate) done: u64,
    pub(crate) panicked: u64,
    pub(crate) waited: Times,
    pub(crate) ran: Times,
}

impl Totals {
    /// One more comes in, while `in_flight` others are there; whether it is timed.
    #[inline]
    pub(super) fn enter(&mut self, in_flight: usize) -> Option<Weight> {
        self.entered += 1;
        if in_flight < FEW {
            Some(Weight::ONE)
        } else {
            let is_picked = self.entered.is_multiple_of(SAMPLE);
            is_picked.then_some(const { Weight::one_in(SAMPLE) })
        }
    }

    #[inline]
    pub(super) fn end(&mut self, account: Account) {
        self.done += 1;
        self.panicked += u64::from(account.panicked);
        self.waited.add(account.waited);
        self.ran.add(account.ran);
    }

    pub(super) fn merge(&mut self, more: &Self) {
        self.done += more.done;
        self.panicked += more.panicked;
        self.waited.merge(&more.waited);
        self.ran.merge(&more.ran);
    }
}

/// The counts of a lane at one moment.
#[derive(Default)]
pub(crate) struct LaneCounts {
    pub(crate) queued: usize,
    pub(crate) running: usize,
    /// Those that have ended and are still in their shards included.
    pub(crate) ended: Totals,
}

impl LaneCounts {
    /// Counts a function that ran a moment ago, and since then may have ended.
    pub(super) fn look_again(&mut self, ended: Option<Account>) {
        match ended {
            Some(account) => self.ended.end(account),
            None => self.running += 1,
        }
    }
}

#[cfg(all(test, not(any(shuttle, executor_loom))))]
mod tests {
    use super::{FEW, SAMPLE, Totals};
    use crate::times::Weight;

    #[test]
    fn where_few_are_in_flight_each_is_timed() {
        let mut totals = Totals::default();
        for _ in 0..2 * SAMPLE {
            assert_eq!(totals.enter(FEW - 1), Some(Weight::ONE));
        }
    }

    #[test]
    fn where_many_are_in_flight_one_is_timed_for_all() {
        let mut totals = Totals::default();
        let timed: Vec<_> = (0..10 * SAMPLE).filter_map(|_| totals.enter(FEW)).collect();
        assert_eq!(timed, [Weight::one_in(SAMPLE); 10]);
    }
}
