//! Frames that run in place: known to the ledger only as far as others must know of them.
//!
//! ```text
//!                 ask ─────────────────────────────────▶ Unknown holder ─── end ──▶ free, or the next in line
//!   (gate open: no lock)                                  ▲        │
//!                                                         │        │ sign: it is about to wait for somebody
//!   (nobody calls it) ask ──▶ Stranger in the queue ──────┤        ▼
//!                                     │ know: a knot or   │      Known holder, as in `state`
//!                                     ▼ a loan concerns it│
//!   (called by a frame) ask ──▶ Known in the queue ───────┘
//! ```
//!
//! A holder matters to others only when it waits: then it lends, and may be part of a knot. Until it does, it *runs*, and that there
//! is one that runs is all that a search for knots must know. So a holder is only a number, until it *signs*: it tells who it is at
//! the moment before it first waits for somebody. Likewise one who asks, and whom no known frame waits for, can borrow from nobody.

use std::task::Waker;

use super::frame::{Asking, Claim, Hold, Verdict};
use super::ids::{Ticket, TypeKey};
use super::queue::{Asker, Stranger};
use super::state::{Answer, State};
use crate::frame::FrameId;
use crate::site::Site;

/// What becomes of a frame that asks.
pub(super) enum Asked {
    /// It has a permit, and is not known.
    Unknown,
    /// It has a permit on loan.
    Known,
    /// It stands in the queue.
    Waits(Ticket),
}

impl State {
    /// `frame` asks for a permit of `ty`, called in place by `caller`.
    pub(super) fn ask_in_place(
        &mut self,
        ty: TypeKey,
        frame: FrameId,
        caller: Option<FrameId>,
        site: Site,
        waker: Option<&Waker>,
    ) -> Asked {
        self.shut(ty);
        let lends = caller.is_some_and(|caller| self.lender(caller, ty).is_some());
        if !lends && self.types[ty.0].free > 0 {
            self.types[ty.0].free -= 1;
            self.note_callee(caller);
            return Asked::Unknown;
        }
        let ticket = self.next_ticket();
        if caller.is_some() {
            if self.ask_with(frame, caller, ticket, claim(ty, site, ticket)) {
                return Asked::Known;
            }
            if let Some(waker) = waker {
                // who has just come is told nothing yet but to wait
                let _ = self.poll_ask(frame, waker.clone(), true);
            }
            return Asked::Waits(ticket);
        }
        let waker = waker.cloned();
        let stranger = Stranger { frame, site, waker };
        self.types[ty.0].in_place_waiting += 1;
        self.enqueue(ty, ticket, Asker::Stranger(stranger));
        self.undo_knots();
        Asked::Waits(ticket)
    }

    /// After [`Answer::Granted`] the frame has a permit; whether it is known is told by [`is_known`](Self::is_known).
    pub(super) fn poll_in_place(
        &mut self,
        ty: TypeKey,
        frame: FrameId,
        ticket: Ticket,
        waker: &Waker,
        may_fail: bool,
    ) -> Answer {
        match self.types[ty.0].queue.get_mut(ticket) {
            None => Answer::Granted,
            Some(Asker::Known(_)) => self.poll_ask(frame, waker.clone(), may_fail),
            Some(Asker::Stranger(stranger)) => {
                if !(stranger.waker.as_ref()).is_some_and(|known| known.will_wake(waker)) {
                    let before = stranger.waker.replace(waker.clone());
                    self.effects.discard.extend(before);
                }
                Answer::Wait
            }
        }
    }

    /// The request is given up, whatever has become of it.
    pub(super) fn withdraw(
        &mut self,
        ty: TypeKey,
        frame: FrameId,
        caller: Option<FrameId>,
        ticket: Ticket,
    ) {
        if self.is_known(frame) {
            self.end(frame);
        } else if let Some(asker) = self.types[ty.0].queue.remove(ticket) {
            self.types[ty.0].in_place_waiting -= 1;
            if let Asker::Stranger(stranger) = asker {
                self.effects.discard.extend(stranger.waker);
            }
        } else {
            self.end_unknown(ty, caller);
        }
    }

    /// A frame that is not known has ended, and gives its permit back.
    pub(super) fn end_unknown(&mut self, ty: TypeKey, caller: Option<FrameId>) {
        self.shut(ty);
        self.forget_callee(caller);
        self.types[ty.0].free += 1;
        self.pass_on_free_permits(ty);
        self.undo_knots();
    }

    /// A holder of a permit of `ty` tells who it is, and by whom it was called.
    pub(super) fn sign(
        &mut self,
        ty: TypeKey,
        frame: FrameId,
        caller: Option<FrameId>,
        site: Site,
    ) {
        self.shut(ty);
        let entry = self.frames.entry(frame).or_default();
        entry.claim = Some(Claim {
            hold: Hold::Own,
            ..claim(ty, site, 0)
        });
        entry.caller = caller;
        if let Some(caller) = caller {
            self.link(caller, frame, site, false);
        }
        self.forget_callee(caller);
        self.types[ty.0].users.insert(frame);
        self.types[ty.0].in_place += 1;
    }

    fn note_callee(&self, caller: Option<FrameId>) {
        if let Some(caller) = caller {
            self.callers.note(caller);
        }
    }

    fn forget_callee(&self, caller: Option<FrameId>) {
        if let Some(caller) = caller {
            // this event looks for knots itself, where there may be any
            let _ = self.callers.forget(caller);
        }
    }

    /// A frame that has just got a permit of its own is known no more if it runs in place, since it runs.
    pub(super) fn lose_sight(&mut self, id: FrameId) {
        let claim = self.claim_mut(id);
        if !claim.in_place {
            return;
        }
        let ty = claim.ty;
        self.types[ty.0].users.remove(&id);
        self.types[ty.0].in_place -= 1;
        let caller = self.frames.remove(&id).and_then(|frame| frame.caller);
        if let Some(caller) = caller {
            self.forget_wait(caller, id, false);
            self.callers.note(caller);
        }
    }

    /// Whether the ledger knows the frame, which has a permit or asks.
    pub(super) fn is_known(&self, frame: FrameId) -> bool {
        self.frames.contains_key(&frame)
    }

    /// The first in the queue, which is known from now on.
    pub(super) fn known_head(&mut self, ty: TypeKey) -> Option<FrameId> {
        let (ticket, _) = self.types[ty.0].queue.first()?;
        Some(self.know(ty, ticket))
    }

    /// All who ask for permits are known from now on.
    pub(super) fn know_all(&mut self) {
        for index in 0..self.types.len() {
            let is_stranger = |asker: &Asker| matches!(asker, Asker::Stranger(_));
            let queue = &self.types[index].queue;
            let strangers: Vec<_> = queue
                .iter()
                .filter(|(_, asker)| is_stranger(asker))
                .map(|(ticket, _)| ticket)
                .collect();
            for ticket in strangers {
                self.know(TypeKey(index), ticket);
            }
        }
    }

    fn know(&mut self, ty: TypeKey, ticket: Ticket) -> FrameId {
        let asker = self.types[ty.0].queue.get_mut(ticket);
        let asker = asker.expect("it is in the queue");
        let frame = match asker {
            Asker::Known(frame) => return *frame,
            Asker::Stranger(stranger) => stranger.frame,
        };
        if let Asker::Stranger(stranger) = std::mem::replace(asker, Asker::Known(frame)) {
            self.types[ty.0].gate.know(ticket);
            let asking = Asking {
                waker: stranger.waker,
                ..asking(ticket)
            };
            self.frames.entry(frame).or_default().claim = Some(Claim {
                hold: Hold::Asks(asking),
                ..claim(ty, stranger.site, ticket)
            });
        }
        frame
    }
}

/// The claim of a frame in place, which asks.
fn claim(ty: TypeKey, site: Site, ticket: Ticket) -> Claim {
    Claim {
        ty,
        site,
        spawned: false,
        in_place: true,
        hold: Hold::Asks(asking(ticket)),
        lent_to: None,
    }
}

fn asking(ticket: Ticket) -> Asking {
    Asking {
        ticket,
        waker: None,
        verdict: Verdict::None,
    }
}
