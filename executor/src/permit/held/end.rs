//! How it ends, and where its permit goes.

use std::mem;

use super::{Held, Stage};

impl Held {
    /// The frame is over, or asks no more. Does nothing the second time.
    #[inline]
    pub(crate) fn end(&mut self) {
        let stage = mem::replace(&mut self.stage, Stage::Over);
        let is_alone = stage == Stage::Unknown && self.caller.is_none();
        let at_once = !self.stopwatch.runs();
        if !(is_alone && at_once && self.permits.gate.try_give(true)) {
            self.end_from(stage);
        }
    }

    #[inline(never)]
    fn end_from(&self, stage: Stage) {
        let counts = &self.permits.gate.counts;
        // counted before whoever comes next runs
        match stage {
            Stage::New | Stage::Over => return,
            Stage::Waits(_) => counts.end_waiting(self.stopwatch),
            Stage::Unknown | Stage::Known => counts.end(self.stopwatch),
        }
        let ledger = &self.permits.ledger;
        if stage == Stage::Unknown && self.permits.gate.try_give(false) {
            if let Some(caller) = self.caller {
                ledger.callee_has_ended(caller);
            }
            return;
        }
        let (ty, frame, caller) = (self.permits.key, self.frame(), self.caller);
        ledger.with_turn_if_known(caller, |state| match stage {
            Stage::Waits(ticket) => state.withdraw(ty, frame, caller, ticket),
            Stage::Known => state.end(frame),
            _ => state.end_unknown(ty, caller),
        });
    }
}

impl Drop for Held {
    #[inline]
    fn drop(&mut self) {
        if !matches!(self.stage, Stage::New | Stage::Over) {
            self.end();
        }
    }
}
