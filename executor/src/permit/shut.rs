//! When the gate of a type is shut, and what is free meanwhile.

use super::ids::TypeKey;
use super::state::State;
use super::types::Type;

impl State {
    /// From now on the free permits of `ty` are the ledger's to give, until [`settle`](Self::settle).
    pub(super) fn shut(&mut self, ty: TypeKey) {
        let entry = &mut self.types[ty.0];
        if !entry.is_shut {
            entry.is_shut = true;
            let shut = entry.gate.shut();
            entry.free = shut.free;
            if shut.done > 0 {
                entry.gate.counts.done(shut.done);
            }
            if self.shut.is_empty() {
                self.callers.watch(true);
            }
            self.shut.push(ty);
        }
    }

    /// Opens the gates before which nobody waits. At the end of each event.
    pub(super) fn settle(&mut self) {
        if self.shut.is_empty() {
            return;
        }
        let mut at = 0;
        while let Some(key) = self.shut.get(at) {
            let ty = &mut self.types[key.0];
            if ty.must_be_shut() {
                at += 1;
            } else {
                ty.is_shut = false;
                ty.gate.open(ty.free, !ty.users.is_empty());
                self.shut.swap_remove(at);
            }
        }
        if self.shut.is_empty() {
            self.callers.watch(false);
        }
    }
}

impl Type {
    /// Somebody would be overtaken.
    pub(super) fn must_be_shut(&self) -> bool {
        self.has_waiters() || !self.owed.is_empty()
    }

    /// The permits that nobody has.
    pub(super) fn free_now(&self) -> usize {
        if self.is_shut {
            self.free
        } else {
            self.gate.look().free
        }
    }

    /// The permits whose frames the ledger does not know. Those frames run.
    pub(super) fn unknown(&self) -> usize {
        // an open gate changes meanwhile: told only roughly
        let known = self.free_now() + self.users.len();
        self.limit.saturating_sub(known)
    }

    /// Who waits for it may count on a permit that is free, or whose frame runs.
    pub(super) fn goes_without_search(&self) -> bool {
        !self.is_shut || self.free > 0 || self.unknown() > 0
    }
}
