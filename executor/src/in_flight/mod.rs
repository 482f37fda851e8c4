//! The work that an executor has taken and that has not ended: what a shutdown waits for, and what statistics count.
//!
//! Entries lie in shards, so that threads that start and end work seldom meet on one lock, which is all that work costs here:
//! it takes the lock of its shard as it enters, and once more as it leaves. A future that waits leaves its waker in its entry,
//! once, so that a shutdown can have it polled. Whether the executor still takes work is written in each shard, under its lock:
//! once all shards are closed, no entry can slip in.

mod ages;
mod ending;
mod entry;
mod looks;
#[cfg(all(test, executor_loom))]
pub(crate) mod loom;
mod shard;
mod ticket;
mod totals;

use std::sync::Arc;
use std::task::Waker;

use crossbeam_utils::CachePadded;
use tokio::sync::Notify;

pub(crate) use self::ages::Age;
use self::entry::Entry;
pub(crate) use self::entry::{About, Met, Pace, Parked, Stop, Taken};
pub(crate) use self::looks::Listed;
pub(crate) use self::shard::Intake;
use self::shard::Shard;
pub(crate) use self::ticket::Ticket;
pub(crate) use self::totals::Account;
use crate::frame::FrameId;
use crate::site::Site;
use crate::sync::Mutex;
use crate::sync::atomic::{AtomicBool, Ordering};
use crate::sync::shard::{SHARDS, own};
use crate::times::Stopwatch;

/// The work that has been taken and has not ended.
pub(crate) struct InFlight {
    shards: [CachePadded<Mutex<Shard>>; SHARDS],
    /// Set once the executor begins to shut down.
    is_closing: AtomicBool,
    /// Set once the executor takes nothing any more: each poll of a future looks whether that one is to stop.
    is_over: AtomicBool,
    /// Set once somebody wants to know how futures go: from then on their polls are counted.
    is_watched: AtomicBool,
    /// The frames that themselves wait for the shutdown.
    passed_over: Mutex<Vec<FrameId>>,
    /// What has been stopped, and is in no report yet.
    cut_off: Mutex<Vec<About>>,
    /// Notified when an entry leaves while the executor shuts down.
    left: Notify,
}

/// What was known of a future as it left.
pub(crate) struct Left {
    /// Why it was to stop, if it was.
    pub(crate) stop: Option<Stop>,
    /// Somebody waited for it.
    pub(crate) is_joined: bool,
}

impl InFlight {
    pub(crate) fn new() -> Self {
        Self {
            shards: std::array::from_fn(|_| CachePadded::default()),
            is_closing: AtomicBool::new(false),
            is_over: AtomicBool::new(false),
            is_watched: AtomicBool::new(false),
            passed_over: Mutex::default(),
            cut_off: Mutex::default(),
            left: Notify::new(),
        }
    }

    /// Enters a function of the lane; whether the executor takes it. `is_needed`: work in flight asks for it, or somebody waits
    /// for it on the spot. `entered` is called under the lock, so that a stop at once finds what it sets.
    #[must_use]
    pub(crate) fn enter_function(
        &self,
        lane: u16,
        work: Arc<dyn Taken>,
        is_needed: bool,
        entered: impl FnOnce(Ticket),
    ) -> Option<Stopwatch> {
        let index = own();
        let mut shard = self.shards[index].lock();
        if !shard.takes(is_needed) {
            // `work` may hold what is dropped with it: after the lock
            drop(shard);
            return None;
        }
        let (at, stopwatch) = shard.enter(lane, Entry::Function { work, lane });
        entered(Ticket::new(at, index, lane));
        Some(stopwatch)
    }

    /// Enters a future of the lane; `None` where the executor does not take it any more. `is_needed`: as above; `is_queued`: it
    /// waits for a permit first.
    #[inline]
    pub(crate) fn enter_future(
        &self,
        lane: u16,
        site: &'static Site,
        frame: FrameId,
        is_needed: bool,
        is_queued: bool,
    ) -> Option<(Ticket, Stopwatch)> {
        let index = own();
        let mut shard = self.shards[index].lock();
        if !shard.takes(is_needed) {
            return None;
        }
        let entry = Entry::Future(Parked::new(site, frame, lane, is_queued));
        let (at, stopwatch) = shard.enter(lane, entry);
        Some((Ticket::new(at, index, lane), stopwatch))
    }

    /// Takes the entry out: the work has ended.
    #[inline]
    pub(crate) fn leave(&self, ticket: Ticket, account: Account) -> Left {
        let mut shard = self.shards[ticket.shard()].lock();
        let (entry, joiner) = shard.leave(ticket.index(), ticket.lane(), account);
        let shuts_down = shard.intake() != Intake::Open;
        drop(shard);
        if shuts_down {
            self.left.notify_waiters();
        }
        // what the entry holds may be dropped with it: after the lock
        Left {
            stop: entry.stop(),
            is_joined: joiner.is_some(),
        }
    }

    /// A function has ended, whose entry leaves later, as its result is read. To be called after it tells so by
    /// [`Taken::ended`].
    #[inline]
    pub(crate) fn has_ended(&self) {
        // Relaxed: who closes asks each function whether it has ended, under the function's lock, after it has set this. If it
        // came too early, the function took that lock later, and so sees this.
        if self.is_closing.load(Ordering::Relaxed) {
            self.left.notify_waiters();
        }
    }

    /// The future of `ticket` waits, and is polled again through `waker`; why it is to stop instead, if it is.
    pub(crate) fn park(&self, ticket: Ticket, waker: &Waker) -> Option<Stop> {
        let mut shard = self.shards[ticket.shard()].lock();
        let parked = shard.future(ticket.index())?;
        parked.waker = Some(waker.clone());
        parked.stop
    }

    /// The future of `ticket` has its permit, and runs from now on.
    pub(crate) fn begin(&self, ticket: Ticket) {
        let mut shard = self.shards[ticket.shard()].lock();
        if let Some(parked) = shard.future(ticket.index()) {
            parked.is_queued = false;
        }
    }

    /// A poll of the future of `ticket` begins; why it is to stop instead, if it is.
    #[inline]
    pub(crate) fn poll(&self, ticket: Ticket) -> Option<Stop> {
        // Relaxed: a stop wakes the future after it has set the flag, and a count that comes late is only seen late
        let is_over = self.is_over.load(Ordering::Relaxed);
        if !is_over && !self.is_watched.load(Ordering::Relaxed) {
            return None;
        }
        let mut shard = self.shards[ticket.shard()].lock();
        let parked = shard.future(ticket.index())?;
        parked.polls = parked.polls.wrapping_add(1);
        parked.stop.filter(|_| is_over)
    }

    /// The future of `frame` is to stop, through its handle; false where it has left, or a shutdown stops it.
    pub(crate) fn abort(&self, ticket: Ticket, frame: FrameId) -> bool {
        let mut shard = self.shards[ticket.shard()].lock();
        let parked = shard.future_of(ticket.index(), frame);
        parked.is_some_and(|parked| *parked.stop.get_or_insert(Stop::Abort) == Stop::Abort)
    }

    /// Whether the future of `frame`, which runs, is to stop.
    pub(crate) fn is_stopped(&self, ticket: Ticket, frame: FrameId) -> bool {
        let mut shard = self.shards[ticket.shard()].lock();
        let parked = shard.future_of(ticket.index(), frame);
        parked.is_some_and(|parked| parked.stop.is_some())
    }

    /// Somebody waits for the future of `frame`, and is woken through `waker` where a shutdown stops that; whether it has.
    pub(crate) fn join(&self, ticket: Ticket, frame: FrameId, waker: &Waker) -> bool {
        let mut shard = self.shards[ticket.shard()].lock();
        let Some(parked) = shard.future_of(ticket.index(), frame) else {
            return false;
        };
        if parked.stop == Some(Stop::ShutDown) {
            return true;
        }
        let former = shard.set_joiner(ticket.index(), waker);
        drop(shard);
        // a waker may hold the last of something: after the lock
        drop(former);
        false
    }
}
