//! How it comes to its permit: from an open gate, or by the ledger.

use std::task::{Context, Poll, Waker};
use std::thread;

use super::{Held, Stage};
use crate::frame::{FrameId, here};
use crate::permit::ids::Ticket;
use crate::permit::in_place::Asked;
use crate::permit::knot::Knot;
use crate::permit::report::report_while_unwinding;
use crate::permit::signatures::sign;
use crate::permit::state::{Answer, State};

impl Held {
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
    pub(in crate::permit) fn try_poll(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Result<(), Box<Knot>>> {
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
}

#[cold]
fn fail(knot: &Knot) -> ! {
    panic!("{knot}")
}

#[cold]
fn asked_twice() -> ! {
    panic!("a future is not polled after it was done")
}
