//! One shard of the work in flight, under its lock.

use std::collections::HashMap;
use std::sync::Arc;
use std::task::Waker;

use slab::Slab;

use super::ages::{Age, Ages};
use super::entry::{About, Entry, Pace, Parked, Stop, Taken};
use super::totals::{Account, LaneCounts, Totals};
use crate::frame::FrameId;
use crate::times::Stopwatch;

/// How far the executor is with shutting down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) enum Intake {
    /// Takes all work.
    #[default]
    Open,
    /// Takes only what work in flight needs for itself, and what somebody waits for: it belongs to something that is under way.
    Draining,
    /// Takes nothing.
    Over,
}

/// A shard that is empty again gives back the room of more entries.
const ROOM_TO_KEEP: usize = 1024;

#[derive(Default)]
pub(super) struct Shard {
    intake: Intake,
    entries: Slab<Entry>,
    ages: Ages,
    /// Who waits for a future, by the future's index.
    joiners: HashMap<usize, Waker>,
    /// By lane.
    totals: Vec<Totals>,
}

/// What a shutdown stops of one shard.
#[derive(Default)]
pub(super) struct Stopped {
    /// The futures that it cuts off: those not aborted before.
    pub(super) futures: Vec<About>,
    /// The functions, which are to be stopped after the lock.
    pub(super) functions: Vec<Arc<dyn Taken>>,
    /// Whom to wake.
    pub(super) wakers: Vec<Waker>,
}

impl Shard {
    pub(super) fn intake(&self) -> Intake {
        self.intake
    }

    pub(super) fn takes(&self, is_needed: bool) -> bool {
        match self.intake {
            Intake::Open => true,
            Intake::Draining => is_needed,
            Intake::Over => false,
        }
    }

    pub(super) fn close(&mut self, stage: Intake) {
        self.intake = self.intake.max(stage);
    }

    /// Puts the entry in; its index, and its stopwatch.
    #[inline]
    pub(super) fn enter(&mut self, lane: u16, entry: Entry) -> (usize, Stopwatch) {
        let in_flight = self.entries.len();
        let timed = self.totals(lane).enter(in_flight);
        let (at, stopwatch) = (self.entries.insert(entry), Stopwatch::start(timed));
        self.ages.note(at, stopwatch);
        (at, stopwatch)
    }

    /// Takes the entry out, and who waits for it.
    #[inline]
    pub(super) fn leave(
        &mut self,
        index: usize,
        lane: u16,
        account: Account,
    ) -> (Entry, Option<Waker>) {
        let totals = self.totals(lane);
        totals.end(account);
        let joiner = if self.joiners.is_empty() {
            None
        } else {
            self.joiners.remove(&index)
        };
        let entry = self.entries.remove(index);
        if self.entries.is_empty() && self.entries.capacity() > ROOM_TO_KEEP {
            self.entries = Slab::new();
            self.ages.clear();
        }
        (entry, joiner)
    }

    fn totals(&mut self, lane: u16) -> &mut Totals {
        let lane = usize::from(lane);
        if lane >= self.totals.len() {
            self.totals.resize_with(lane + 1, Totals::default);
        }
        &mut self.totals[lane]
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = (usize, &Entry)> {
        self.entries.iter()
    }

    /// The age of the entry of that index.
    pub(super) fn age(&self, index: usize) -> Age {
        self.ages.of(index)
    }

    /// The future of that index, which has not left.
    pub(super) fn future(&mut self, index: usize) -> Option<&mut Parked> {
        match self.entries.get_mut(index) {
            Some(Entry::Future(parked)) => Some(parked),
            _ => None,
        }
    }

    /// The future of that index; `None` where it has left, and the index is another's.
    pub(super) fn future_of(&mut self, index: usize, frame: FrameId) -> Option<&mut Parked> {
        self.future(index).filter(|parked| parked.frame == frame)
    }

    /// Has `waker` woken where a shutdown stops the future; gives the waker before.
    pub(super) fn set_joiner(&mut self, index: usize, waker: &Waker) -> Option<Waker> {
        match self.joiners.get(&index) {
            Some(joiner) if joiner.will_wake(waker) => None,
            _ => self.joiners.insert(index, waker.clone()),
        }
    }

    /// Marks all futures as stopped, those of `except` left out.
    pub(super) fn stop_all(&mut self, except: &[FrameId]) -> Stopped {
        let mut stopped = Stopped::default();
        for (index, entry) in &mut self.entries {
            let about = entry.about();
            if except.contains(&about.frame) {
                continue;
            }
            match entry {
                Entry::Function { work, .. } => stopped.functions.push(Arc::clone(work)),
                Entry::Future(parked) => {
                    let stop = *parked.stop.get_or_insert(Stop::ShutDown);
                    stopped
                        .futures
                        .extend((stop == Stop::ShutDown).then_some(about));
                    stopped.wakers.extend(parked.waker.take());
                    stopped.wakers.extend(self.joiners.remove(&index));
                }
            }
        }
        stopped
    }

    /// Adds what was counted of the lane; of its functions that run, only which they are.
    pub(super) fn count<'a>(
        &'a self,
        lane: u16,
        counts: &mut LaneCounts,
        running: &mut Vec<&'a Entry>,
    ) {
        if let Some(totals) = self.totals.get(usize::from(lane)) {
            counts.ended.merge(totals);
        }
        let of_lane = self.entries().filter(|(_, entry)| entry.lane() == lane);
        for (_, entry) in of_lane {
            match (entry.counted(), entry.pace()) {
                (Some(account), _) => counts.ended.end(account),
                (None, Pace::Queued) => counts.queued += 1,
                (None, Pace::Polled(_)) => counts.running += 1,
                (None, Pace::Runs) => running.push(entry),
            }
        }
    }
}
