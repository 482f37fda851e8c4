//! The work that an executor has taken and that has not ended: what a shutdown waits for.
//!
//! Entries lie in shards, so that threads that start and end work seldom meet on one lock. Whether the executor still takes work
//! is written in each shard, under its lock: once all shards are closed, no entry can slip in.

use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::Notify;

use crate::permit::FrameId;
use crate::site::Site;
use crate::sync::Mutex;

const SHARDS: usize = 8;

/// A piece of work that has been taken, as a shutdown sees it.
pub(crate) trait Taken: Send + Sync {
    /// What it is.
    fn about(&self) -> About;
    /// Stops it as far as it can be stopped, and tells whoever waits for it why.
    fn stop(&self, why: Stop);
    /// Whether it ends by itself soon after [`stop`](Self::stop); a sync function that runs does not.
    fn can_be_stopped(&self) -> bool;
    /// How it goes. Called under the lock of its shard.
    fn pace(&self) -> Pace;
}

/// How a piece of work goes, as a wait for it sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pace {
    /// It waits for a permit or a thread.
    Queued,
    /// A future that has been polled so often.
    Polled(u64),
    /// On a thread just now.
    Runs,
}

/// What a shutdown must know of a piece of work.
#[derive(Clone, Copy)]
pub(crate) struct About {
    pub(crate) site: Site,
    pub(crate) task_type: &'static str,
    /// The frame that it runs in.
    pub(crate) frame: FrameId,
}

/// Why work is stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    /// Through its handle.
    Abort,
    /// The executor shuts down.
    ShutDown,
}

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

/// The work that has been taken and has not ended.
pub(crate) struct InFlight {
    shards: [Mutex<Shard>; SHARDS],
    /// Notified when an entry leaves while the executor shuts down.
    left: Notify,
}

#[derive(Default)]
struct Shard {
    intake: Intake,
    entries: Vec<Option<Entry>>,
    free: Vec<usize>,
}

struct Entry {
    work: Arc<dyn Taken>,
    /// Not set for the work that itself waits for the shutdown.
    is_waited_for: bool,
}

/// The place of an entry.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ticket {
    shard: usize,
    index: usize,
}

impl InFlight {
    pub(crate) fn new() -> Self {
        Self {
            shards: std::array::from_fn(|_| Mutex::default()),
            left: Notify::new(),
        }
    }

    /// Enters `work`; `None` where the executor does not take it any more. `is_needed`: work in flight asks for it, or somebody
    /// waits for it on the spot.
    pub(crate) fn enter(&self, work: Arc<dyn Taken>, is_needed: bool) -> Option<Ticket> {
        let shard = own_shard();
        let mut entered = self.shards[shard].lock();
        let takes = match entered.intake {
            Intake::Open => true,
            Intake::Draining => is_needed,
            Intake::Over => false,
        };
        if !takes {
            // `work` may hold what is dropped with it: after the lock
            drop(entered);
            return None;
        }
        let entry = Some(Entry {
            work,
            is_waited_for: true,
        });
        let index = if let Some(index) = entered.free.pop() {
            entered.entries[index] = entry;
            index
        } else {
            entered.entries.push(entry);
            entered.entries.len() - 1
        };
        Some(Ticket { shard, index })
    }

    /// Takes the entry out: the work has ended.
    pub(crate) fn leave(&self, ticket: Ticket) {
        let mut shard = self.shards[ticket.shard].lock();
        let entry = shard.entries[ticket.index].take();
        shard.free.push(ticket.index);
        let shuts_down = shard.intake != Intake::Open;
        drop(shard);
        // what the entry holds may be dropped with it: after the lock
        drop(entry);
        if shuts_down {
            self.left.notify_waiters();
        }
    }

    pub(crate) fn intake(&self) -> Intake {
        self.shards[own_shard()].lock().intake
    }

    /// Goes on to `stage`; never back.
    pub(crate) fn close(&self, stage: Intake) {
        for shard in &self.shards {
            let mut shard = shard.lock();
            shard.intake = shard.intake.max(stage);
        }
    }

    /// Waits no more for the work of `frame`, which itself waits for the shutdown.
    pub(crate) fn pass_over(&self, frame: FrameId) {
        for shard in &self.shards {
            for entry in shard.lock().entries.iter_mut().flatten() {
                if entry.work.about().frame == frame {
                    entry.is_waited_for = false;
                }
            }
        }
    }

    /// The work that is waited for and that `which` picks, at one moment.
    pub(crate) fn list(&self, which: impl Fn(&dyn Taken) -> bool) -> Vec<Arc<dyn Taken>> {
        // all shards at once: work that ends in one may just have started other work in another
        let shards = self.shards.each_ref().map(Mutex::lock);
        let entries = shards
            .iter()
            .flat_map(|shard| shard.entries.iter().flatten());
        entries
            .filter(|entry| entry.is_waited_for && which(&*entry.work))
            .map(|entry| Arc::clone(&entry.work))
            .collect()
    }

    /// How all work goes, by frame, at one moment.
    pub(crate) fn paces(&self) -> Vec<(FrameId, Pace)> {
        let shards = self.shards.each_ref().map(Mutex::lock);
        let entries = shards
            .iter()
            .flat_map(|shard| shard.entries.iter().flatten());
        entries
            .map(|entry| (entry.work.about().frame, entry.work.pace()))
            .collect()
    }

    /// Waits until nothing is left that is waited for, and takes nothing from that moment on. To be called after
    /// [`close`](Self::close).
    pub(crate) async fn over_once_gone(&self) {
        loop {
            let left = self.left.notified();
            if self.is_over_if_gone() {
                return;
            }
            left.await;
        }
    }

    fn is_over_if_gone(&self) -> bool {
        // all shards at once: nothing slips in between the look and the end
        let mut shards = self.shards.each_ref().map(Mutex::lock);
        let mut entries = shards
            .iter()
            .flat_map(|shard| shard.entries.iter().flatten());
        let is_gone = !entries.any(|entry| entry.is_waited_for);
        if is_gone {
            for shard in &mut shards {
                shard.intake = Intake::Over;
            }
        }
        is_gone
    }

    /// Waits until no entry that `which` picks is left. To be called after [`close`](Self::close).
    pub(crate) async fn gone(&self, which: impl Fn(&dyn Taken) -> bool) {
        loop {
            let left = self.left.notified();
            if self.list(&which).is_empty() {
                return;
            }
            left.await;
        }
    }
}

/// The shard of this thread.
fn own_shard() -> usize {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    thread_local! {
        static OWN: Cell<Option<usize>> = const { Cell::new(None) };
    }
    OWN.try_with(|own| {
        own.get().unwrap_or_else(|| {
            let shard = NEXT.fetch_add(1, Ordering::Relaxed) % SHARDS;
            own.set(Some(shard));
            shard
        })
    })
    .unwrap_or_default()
}
