//! What is kept of a piece of work while it is in flight.

use std::sync::Arc;
use std::task::Waker;

use super::totals::Account;
use crate::frame::FrameId;
use crate::site::Site;

/// A function that has been taken, as a shutdown sees it.
pub(crate) trait Taken: Send + Sync {
    /// What it is.
    fn about(&self) -> About;
    /// Stops it as far as it can be stopped, and tells whoever waits for it why; how far it was.
    fn stop(&self, why: Stop) -> Met;
    /// Whether nobody waits for it any more.
    fn is_cancelled(&self) -> bool;
    /// How it goes. Called under the lock of its shard.
    fn pace(&self) -> Pace;
    /// Whether it has ended; it may be on its way out. Called under the lock of its shard.
    fn is_over(&self) -> bool;
    /// What it ended with, where it has; it leaves when its result is read. Called under the lock of its shard.
    fn ended(&self) -> Option<Account>;
    /// How it is counted, from when it runs no more, and before its permit is handed on. Called under the lock of its shard.
    fn counted(&self) -> Option<Account>;
}

/// How a piece of work goes, as a wait for it sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pace {
    /// It waits for a permit or a thread.
    Queued,
    /// A future that has been polled so often since somebody began to watch.
    Polled(u32),
    /// On a thread just now.
    Runs,
}

/// What a shutdown must know of a piece of work.
#[derive(Clone, Copy)]
pub(crate) struct About {
    pub(crate) site: Site,
    /// The lane of its type.
    pub(crate) lane: u16,
    /// The frame that it runs in.
    pub(crate) frame: FrameId,
    /// Whether it ends by itself soon after it was stopped; a sync function that runs does not.
    pub(crate) can_be_stopped: bool,
}

/// Why work is stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    /// Through its handle.
    Abort,
    /// The executor shuts down.
    ShutDown,
}

/// How far a function was that was stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Met {
    /// It never runs.
    Waiting,
    /// It goes on, and nobody is given its result.
    Running,
    /// What it ends with was settled before: it had ended, or had been stopped.
    Settled,
}

/// A piece of work in flight.
pub(super) enum Entry {
    Function { work: Arc<dyn Taken>, lane: u16 },
    Future(Parked),
}

/// A future, between its polls. A program may have millions of them: it is kept small.
pub(crate) struct Parked {
    /// From its first wait on.
    pub(super) waker: Option<Waker>,
    site: &'static Site,
    pub(super) frame: FrameId,
    /// Counted only while somebody watches.
    pub(super) polls: u32,
    lane: u16,
    pub(super) stop: Option<Stop>,
    /// It waits for a permit.
    pub(super) is_queued: bool,
}

impl Parked {
    #[inline]
    pub(super) fn new(site: &'static Site, frame: FrameId, lane: u16, is_queued: bool) -> Self {
        Self {
            waker: None,
            site,
            frame,
            polls: 0,
            lane,
            stop: None,
            is_queued,
        }
    }
}

impl Entry {
    pub(super) fn lane(&self) -> u16 {
        match self {
            Self::Function { lane, .. } => *lane,
            Self::Future(parked) => parked.lane,
        }
    }

    pub(super) fn about(&self) -> About {
        match self {
            Self::Function { work, .. } => work.about(),
            Self::Future(parked) => About {
                site: *parked.site,
                lane: parked.lane,
                frame: parked.frame,
                can_be_stopped: true,
            },
        }
    }

    pub(super) fn pace(&self) -> Pace {
        match self {
            Self::Function { work, .. } => work.pace(),
            Self::Future(Parked {
                is_queued: true, ..
            }) => Pace::Queued,
            Self::Future(parked) => Pace::Polled(parked.polls),
        }
    }

    pub(super) fn is_over(&self) -> bool {
        match self {
            Self::Function { work, .. } => work.is_over(),
            Self::Future(_) => false,
        }
    }

    pub(super) fn ended(&self) -> Option<Account> {
        match self {
            Self::Function { work, .. } => work.ended(),
            Self::Future(_) => None,
        }
    }

    pub(super) fn counted(&self) -> Option<Account> {
        match self {
            Self::Function { work, .. } => work.counted(),
            Self::Future(_) => None,
        }
    }

    pub(super) fn stop(&self) -> Option<Stop> {
        match self {
            Self::Function { .. } => None,
            Self::Future(parked) => parked.stop,
        }
    }
}
