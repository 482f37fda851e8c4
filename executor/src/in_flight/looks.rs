//! What is in flight at one moment, for those who look: a dump, a wait that stands still, statistics.

use super::InFlight;
use super::ages::Age;
use super::entry::{About, Entry, Pace};
use super::shard::Shard;
use super::totals::LaneCounts;
use crate::frame::{FrameId, running};
use crate::sync::atomic::Ordering;

/// A piece of work, as one sees it who looks at all.
pub(crate) struct Listed {
    pub(crate) about: About,
    pub(crate) pace: Pace,
    pub(crate) age: Age,
}

impl InFlight {
    /// All work that has not ended, at one moment, for people to look at.
    pub(crate) fn list_all(&self) -> Vec<Listed> {
        let shards = self.shards.each_ref().map(|shard| shard.lock());
        let shown = running::shown();
        let list = |shard: &Shard, (index, entry): (usize, &Entry)| {
            let about = entry.about();
            let pace = match entry.pace() {
                Pace::Polled(_) if shown.contains(&about.frame) => Pace::Runs,
                pace => pace,
            };
            let age = shard.age(index);
            Listed { about, pace, age }
        };
        let mut all = Vec::new();
        for shard in &shards {
            let entries = shard.entries().filter(|(_, entry)| !entry.is_over());
            all.extend(entries.map(|entry| list(shard, entry)));
        }
        all
    }

    /// How all work goes, by frame, at one moment.
    pub(crate) fn paces(&self) -> Vec<(FrameId, Pace)> {
        self.is_watched.store(true, Ordering::Relaxed);
        let shards = self.shards.each_ref().map(|shard| shard.lock());
        let entries = shards.iter().flat_map(|shard| shard.entries());
        let shown = running::shown();
        let pace = |entry: &Entry, frame| match entry.pace() {
            Pace::Polled(_) if shown.contains(&frame) => Pace::Runs,
            pace => pace,
        };
        entries
            .map(|(_, entry)| (entry.about().frame, entry))
            .map(|(frame, entry)| (frame, pace(entry, frame)))
            .collect()
    }

    /// What was counted of the lane so far, and how many of its tasks are queued and run.
    pub(crate) fn counted(&self, lane: u16) -> LaneCounts {
        let shards = self.shards.each_ref().map(|shard| shard.lock());
        let (mut counts, mut running) = (LaneCounts::default(), Vec::new());
        for shard in &shards {
            shard.count(lane, &mut counts, &mut running);
        }
        // A function may have ended since, and its permit be another's that was looked at later. Those that run still ran all at one
        // moment.
        for function in running {
            counts.look_again(function.counted());
        }
        counts
    }
}
