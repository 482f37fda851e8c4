//! A wait of one frame for another, noted for as long as it lasts.

use std::sync::Arc;

use super::ledger::Ledger;
use super::signatures::sign;
use super::state::State;
use crate::frame::FrameId;
use crate::site::Site;

impl Ledger {
    /// From now until the guard is dropped `waiter` waits for `on`: a spawned task, or a sync function that it called in place.
    ///
    /// Meanwhile whatever `on` leads to may borrow from `waiter`, and from those who wait for it. Without a limited type
    /// in the executor the wait is only noted, at a fraction of the cost.
    pub(crate) fn waits(self: &Arc<Self>, waiter: FrameId, on: FrameId, site: Site) -> Waits {
        sign(waiter);
        let early = self.early.note(waiter, on, site, &self.limited);
        if !early {
            self.with_turn_of(Some(waiter), |state| state.begin_wait(waiter, on, site));
        }
        Waits {
            ledger: Arc::clone(self),
            waiter,
            on,
            early,
        }
    }
}

/// Ends a wait when it is dropped.
#[must_use = "the wait ends when this is dropped"]
pub(crate) struct Waits {
    ledger: Arc<Ledger>,
    waiter: FrameId,
    on: FrameId,
    early: bool,
}

impl Waits {
    /// The frame that waits. A handle that is polled in another frame than before needs a new guard.
    pub(crate) fn waiter(&self) -> FrameId {
        self.waiter
    }
}

impl Drop for Waits {
    fn drop(&mut self) {
        // What was noted early may have been handed over to the state since.
        if !(self.early && self.ledger.early.forget(self.waiter, self.on)) {
            let end = |state: &mut State| state.end_wait(self.waiter, self.on);
            self.ledger.with_turn_if_known(Some(self.waiter), end);
        }
    }
}
