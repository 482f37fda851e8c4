//! The frames in place that run on this thread just now, so that each can sign before it waits for somebody.
//!
//! Whoever notes that a frame waits calls [`sign`] first. It does so on the thread that runs the frame, so the frame is found here.

use std::cell::RefCell;
use std::mem;

use super::permits::PermitsRef;
use crate::frame::FrameId;
use crate::site::Site;

thread_local! {
    static RUNNING: RefCell<Signatures> = const { RefCell::new(Signatures { innermost: None, outer: Vec::new() }) };
}

struct Signatures {
    innermost: Option<Signature>,
    /// The innermost of them is the last.
    outer: Vec<Signature>,
}

/// What a frame signs with.
pub(super) struct Signature {
    pub(super) frame: FrameId,
    pub(super) caller: Option<FrameId>,
    /// The frame that polls or calls it now, which need not be its caller.
    pub(super) around: Option<FrameId>,
    pub(super) permits: PermitsRef,
    pub(super) site: Site,
    /// The ledger knows the frame.
    pub(super) is_given: bool,
}

/// If `frame` runs here under a permit and the ledger does not know it yet, it does from now on.
pub(crate) fn sign(frame: FrameId) {
    let found = RUNNING.try_with(|running| {
        let mut running = running.borrow_mut();
        let Signatures { innermost, outer } = &mut *running;
        let mut all = innermost.iter_mut().chain(outer);
        let found = all.find(|signature| signature.frame == frame)?;
        if mem::replace(&mut found.is_given, true) {
            return None;
        }
        let is_called = found.caller.filter(|_| found.caller == found.around);
        Some((found.permits.clone(), found.caller, is_called, found.site))
    });
    // they may be looked at again meanwhile: by what the ledger wakes
    if let Ok(Some((permits, caller, is_called, site))) = found {
        let (ty, ledger) = (permits.key, &permits.ledger);
        ledger.with_turn_beneath(is_called, |state| state.sign(ty, frame, caller, site));
    }
}

/// A frame, which has its permit, runs here until [`leave`].
#[inline]
pub(super) fn enter(signature: impl FnOnce() -> Signature) {
    let _ = RUNNING.try_with(|running| {
        let mut running = running.borrow_mut();
        if running.innermost.is_some() {
            running.go_in();
        }
        running.innermost = Some(signature());
    });
}

/// The frame that was entered last runs here no more; whether the ledger knows it.
#[inline]
pub(super) fn leave() -> bool {
    let left = RUNNING.try_with(|running| {
        let mut running = running.borrow_mut();
        let left = running.innermost.as_ref();
        let is_known = left.is_some_and(|signature| signature.is_given);
        running.innermost = None;
        if !running.outer.is_empty() {
            running.come_out();
        }
        is_known
    });
    left.unwrap_or(false)
}

impl Signatures {
    #[cold]
    fn go_in(&mut self) {
        self.outer.extend(self.innermost.take());
    }

    #[cold]
    fn come_out(&mut self) {
        self.innermost = self.outer.pop();
    }
}
