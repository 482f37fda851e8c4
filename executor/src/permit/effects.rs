//! What is to be done once the ledger's lock is released.

use std::task::Waker;

/// What is to be done once the lock is released: a waker may run any code.
#[derive(Default)]
pub(super) struct Effects {
    pub(super) wake: Wakers,
    pub(super) discard: Wakers,
}

impl Effects {
    /// What there is to do, if there is any.
    pub(super) fn take(&mut self) -> Option<Self> {
        let is_empty = self.wake.first.is_none() && self.discard.first.is_none();
        (!is_empty).then(|| std::mem::take(self))
    }

    pub(super) fn carry_out(self) {
        self.wake.first.into_iter().for_each(Waker::wake);
        self.wake.others.into_iter().for_each(Waker::wake);
    }
}

/// Wakers; nearly always one at most, which allocates nothing.
#[derive(Default)]
pub(super) struct Wakers {
    first: Option<Waker>,
    others: Vec<Waker>,
}

impl Wakers {
    pub(super) fn extend(&mut self, waker: Option<Waker>) {
        match (waker, &self.first) {
            (Some(waker), Some(_)) => self.others.push(waker),
            (Some(waker), None) => self.first = Some(waker),
            (None, _) => {}
        }
    }
}
