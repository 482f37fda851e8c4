//! A frame that runs in place within a permit: it asks, waits, has the permit, and gives it back.

use std::mem;
use std::task::{Context, Poll, Waker};
use std::thread;

use super::ids::Ticket;
use super::in_place::Asked;
use super::knot::Knot;
use super::permits::PermitsRef;
use super::report::report_while_unwinding;
use super::signatures::{self, Signature, sign};
use super::state::{Answer, State};
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

    /// Asks for the permit, as called by the frame that runs here and now; whether it has it at once.
    ///
    /// # Panics
    ///
    /// If it has asked before.
    #[inline]
    pub(crate) fn ask(&mut self, waker: Option<&Waker>) -> bool {
        if self.stage != Stage::New {
            asked_twice();
        }
        let frame = FrameId::next();
        self.frame = Some(frame);
        self.caller = here::current();
        let gate = &*self.permits.gate;
        let has_it = match self.caller {
            None => gate.try_take(false),
            Some(caller) => self.take_free_as_callee(caller),
        };
        if !has_it {
            return self.ask_ledger(frame, waker);
        }
        self.stopwatch = gate.counts.begin(frame);
        self.stage = Stage::Unknown;
        true
    }

    /// Takes a permit from an open gate.
    #[inline(never)]
    pub(super) fn take_free_as_callee(&self, caller: FrameId) -> bool {
        // its permit may be the one to borrow
        sign(caller);
        let has_taken = self.permits.gate.try_take(true);
        if has_taken {
            self.permits.ledger.callers.note(caller);
        }
        has_taken
    }

    #[cold]
    #[inline(never)]
    fn ask_ledger(&mut self, frame: FrameId, waker: Option<&Waker>) -> bool {
        let (ty, caller, site) = (self.permits.key, self.caller, self.site);
        let ledger = &self.permits.ledger;
        let ask = |state: &mut State| state.ask_in_place(ty, frame, caller, site, waker);
        let asked = ledger.with_turn_of(caller, ask);
        self.stage = match asked {
            Asked::Unknown => Stage::Unknown,
            Asked::Known => Stage::Known,
            Asked::Waits(ticket) => {
                self.stopwatch = self.permits.gate.counts.begin_to_wait(frame);
                self.stage = Stage::Waits(ticket);
                return false;
            }
        };
        self.stopwatch = self.permits.gate.counts.begin(frame);
        true
    }

    /// Asks for the permit at the first poll, and waits for it.
    ///
    /// # Panics
    ///
    /// If the request is the newest of a knot, with both types and places in the message. While the thread unwinds it reports the
    /// knot instead, and waits on.
    #[inline]
    pub(crate) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        match self.try_poll(cx) {
            Poll::Ready(Ok(())) => Poll::Ready(()),
            Poll::Ready(Err(knot)) => fail(&knot),
            Poll::Pending => Poll::Pending,
        }
    }

    /// As `poll`, with a knot as an error. After an error it is to be dropped.
    #[inline]
    pub(super) fn try_poll(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Box<Knot>>> {
        if let Stage::Waits(ticket) = self.stage {
            self.poll_ledger(ticket, cx.waker())
        } else if self.ask(Some(cx.waker())) {
            Poll::Ready(Ok(()))
        } else {
            Poll::Pending
        }
    }

    #[inline(never)]
    fn poll_ledger(&mut self, ticket: Ticket, waker: &Waker) -> Poll<Result<(), Box<Knot>>> {
        let gate = &self.permits.gate;
        if self.caller.is_none() && gate.has_granted(ticket) {
            self.stage = Stage::Unknown;
            gate.counts.begin_after(&mut self.stopwatch);
            return Poll::Ready(Ok(()));
        }
        let (ty, frame, may_fail) = (self.permits.key, self.frame(), !thread::panicking());
        let (answer, is_known) = self.permits.ledger.with(|state| {
            let answer = state.poll_in_place(ty, frame, ticket, waker, may_fail);
            (answer, state.is_known(frame))
        });
        match answer {
            Answer::Granted => {
                self.stage = if is_known {
                    Stage::Known
                } else {
                    Stage::Unknown
                };
                gate.counts.begin_after(&mut self.stopwatch);
                Poll::Ready(Ok(()))
            }
            Answer::Wait => Poll::Pending,
            Answer::Fail(knot) => Poll::Ready(Err(knot)),
            Answer::Report(knot) => {
                report_while_unwinding(&knot);
                Poll::Pending
            }
        }
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

/// The frame that ran on the thread before another was entered.
#[must_use = "it runs again when the other leaves"]
#[derive(Clone, Copy)]
pub(crate) struct Around(Option<FrameId>);

#[cold]
fn fail(knot: &Knot) -> ! {
    panic!("{knot}")
}

#[cold]
fn asked_twice() -> ! {
    panic!("a future is not polled after it was done")
}

impl Drop for Held {
    #[inline]
    fn drop(&mut self) {
        if !matches!(self.stage, Stage::New | Stage::Over) {
            self.end();
        }
    }
}

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
        if mem::replace(&mut self.stage, Stage::Known) == Stage::Unknown {
            let (ty, frame, caller, site) =
                (self.permits.key, self.frame(), self.caller, self.site);
            let ledger = &self.permits.ledger;
            ledger.with(|state| state.sign(ty, frame, caller, site));
        }
    }
}
