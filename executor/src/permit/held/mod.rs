//! A frame that runs in place within a permit: it asks, waits, has the permit, and gives it back.

mod ask;
mod end;

use super::ids::Ticket;
use super::permits::PermitsRef;
use super::signatures::{self, Signature};
use crate::frame::{FrameId, here};
use crate::site::Site;
use crate::times::Stopwatch;

/// A frame that runs in place within a permit. Dropping it withdraws its request, or ends the frame and gives the permit on.
#[must_use = "the permit is given back when this is dropped"]
pub(crate) struct Held {
    permits: PermitsRef,
    site: Site,
    /// None until it asks.
    pub(super) frame: Option<FrameId>,
    /// The frame that called it.
    caller: Option<FrameId>,
    pub(super) stage: Stage,
    /// Since when it waits or runs.
    stopwatch: Stopwatch,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    New,
    Waits(Ticket),
    /// It has a permit, and the ledger does not know the frame.
    Unknown,
    /// It has a permit, and the ledger knows the frame.
    Known,
    Over,
}

impl Held {
    /// A frame that has not asked yet.
    #[inline]
    pub(crate) fn new(permits: PermitsRef, site: Site) -> Self {
        Self {
            permits,
            site,
            frame: None,
            caller: None,
            stage: Stage::New,
            stopwatch: Stopwatch::OFF,
        }
    }

    /// Whether it has its permit.
    #[inline]
    pub(crate) fn runs(&self) -> bool {
        matches!(self.stage, Stage::Unknown | Stage::Known)
    }

    /// The frame, which has asked.
    #[inline]
    pub(super) fn frame(&self) -> FrameId {
        self.frame.expect("it has asked")
    }

    /// The frame runs here from now on, until it leaves.
    #[inline]
    pub(crate) fn enter(&self) -> Around {
        let around = Around(here::enter(self.frame));
        signatures::enter(|| Signature {
            frame: self.frame(),
            caller: self.caller,
            around: around.0,
            permits: self.permits.clone(),
            site: self.site,
            is_given: self.stage != Stage::Unknown,
        });
        around
    }

    /// The frame leaves this thread, the last that was entered.
    #[inline]
    pub(crate) fn leave(&mut self, around: Around) {
        if signatures::leave() {
            self.stage = Stage::Known;
        }
        here::leave(around.0);
    }

    /// The frame goes on later.
    #[inline]
    pub(crate) fn is_pending(&mut self) {
        self.stopwatch = self
            .permits
            .gate
            .counts
            .pending(self.frame(), self.stopwatch);
    }

    /// What runs in the frame has panicked.
    pub(crate) fn has_panicked(&self) {
        self.permits.gate.counts.panicked();
    }
}

/// The frame that ran on the thread before another was entered.
#[must_use = "it runs again when the other leaves"]
#[derive(Clone, Copy)]
pub(crate) struct Around(Option<FrameId>);

/// In models all threads share what is kept by thread.
#[cfg(all(test, any(shuttle, executor_loom)))]
impl Held {
    /// Takes a free permit, as called by `caller`.
    pub(super) fn take_free_as_called_by(&mut self, caller: FrameId) {
        (self.frame, self.caller) = (Some(FrameId::next()), Some(caller));
        assert!(self.take_free_as_callee(caller));
        self.stage = Stage::Unknown;
    }

    /// Signs as it does where it runs, and is about to wait.
    #[cfg(shuttle)]
    pub(super) fn sign(&mut self) {
        if std::mem::replace(&mut self.stage, Stage::Known) == Stage::Unknown {
            let (ty, frame, caller, site) =
                (self.permits.key, self.frame(), self.caller, self.site);
            let ledger = &self.permits.ledger;
            ledger.with(|state| state.sign(ty, frame, caller, site));
        }
    }
}
