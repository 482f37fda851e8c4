//! The state machine of permits: who has one, who asks, who waits for whom. It knows no threads and calls nobody: what is to be
//! woken or dropped is collected in [`Effects`], for its user to carry out without the lock.

use std::sync::Arc;
use std::task::Waker;

use super::callers::Callers;
use super::effects::Effects;
use super::frame::{Asking, Claim, FrameMap, Hold, Verdict, Wait};
use super::ids::{RoomId, Ticket, TypeKey};
use super::knot::{Knot, Waiter};
use super::queue::Asker;
use super::types::Type;
use crate::frame::FrameId;
use crate::frame::turn::Turn;
use crate::site::Site;

#[derive(Default)]
pub(super) struct State {
    pub(super) types: Vec<Type>,
    pub(super) frames: FrameMap,
    pub(super) effects: Effects,
    /// Who has callees that are not known here.
    pub(super) callers: Arc<Callers>,
    /// The types whose gates are shut.
    pub(super) shut: Vec<TypeKey>,
    /// The frame that runs on the thread of this event, where it concerns one, and its turn.
    pub(super) turn: Option<(FrameId, Arc<Turn>)>,
    tickets: Ticket,
    stamp: u64,
    #[cfg(test)]
    pub(super) rules: super::tests::Rules,
    /// The tickets of those who were chosen to fail.
    #[cfg(test)]
    pub(super) verdicts: Vec<Ticket>,
}

/// What a waiter learns when it is polled.
pub(super) enum Answer {
    /// It has what it waited for.
    Granted,
    /// Not yet; it will be woken.
    Wait,
    /// It is to panic with this, and to be dropped.
    Fail(Box<Knot>),
    /// It would have failed with this; as it must not panic, it waits on, and is to report it.
    Report(Box<Knot>),
}

impl State {
    pub(super) fn add_type(&mut self, ty: Type) -> TypeKey {
        self.types.push(ty);
        TypeKey(self.types.len() - 1)
    }

    /// `frame` asks for a permit of `ty`, called in place by `caller`. Whether it has one at once.
    pub(super) fn ask(
        &mut self,
        ty: TypeKey,
        frame: FrameId,
        caller: Option<FrameId>,
        spawned: bool,
        site: Site,
    ) -> bool {
        let ticket = self.next_ticket();
        let asking = Asking {
            ticket,
            waker: None,
            verdict: Verdict::None,
        };
        let claim = Claim {
            ty,
            site,
            spawned,
            in_place: false,
            hold: Hold::Asks(asking),
            lent_to: None,
        };
        self.ask_with(frame, caller, ticket, claim)
    }

    /// `frame` makes the `claim`, which asks. Whether it is granted at once.
    pub(super) fn ask_with(
        &mut self,
        frame: FrameId,
        caller: Option<FrameId>,
        ticket: Ticket,
        claim: Claim,
    ) -> bool {
        let (ty, site, spawned) = (claim.ty, claim.site, claim.spawned);
        self.shut(ty);
        let entry = self.frames.entry(frame).or_default();
        self.types[ty.0].in_place_waiting += usize::from(claim.in_place);
        entry.claim = Some(claim);
        if let Some(caller) = caller.filter(|caller| *caller != frame) {
            entry.caller = Some(caller);
            self.link(caller, frame, site, false);
        }
        if let Some(lender) = self.lender(frame, ty) {
            self.grant(
                frame,
                Hold::Borrowed {
                    from: lender,
                    room: None,
                },
            );
            return true;
        }
        if self.types[ty.0].free > 0 {
            self.types[ty.0].free -= 1;
            self.grant(frame, Hold::Own);
            return true;
        }
        self.types[ty.0].spawned_waiting += usize::from(spawned);
        self.enqueue(ty, ticket, Asker::Known(frame));
        // It may have been the first in the queue, so somebody who waits for room may have lent to it at once.
        let granted = self.has_permit(frame);
        if !granted {
            self.undo_knots();
        }
        granted
    }

    pub(super) fn enqueue(&mut self, ty: TypeKey, ticket: Ticket, asker: Asker) {
        let entry = &mut self.types[ty.0];
        let first = entry.queue.is_empty();
        entry.queue.push(ticket, asker);
        if first && !entry.rooms.is_empty() {
            let rooms: Vec<_> = entry.rooms.iter().map(|(ticket, _)| ticket).collect();
            for ticket in rooms {
                self.lend_for_room(RoomId { ty, ticket });
            }
        }
    }

    pub(super) fn poll_ask(&mut self, frame: FrameId, waker: Waker, may_fail: bool) -> Answer {
        let Some(Claim {
            hold: Hold::Asks(asking),
            ..
        }) = self
            .frames
            .get_mut(&frame)
            .and_then(|frame| frame.claim.as_mut())
        else {
            self.effects.discard.extend(Some(waker));
            return Answer::Granted;
        };
        self.effects.discard.extend(asking.waker.replace(waker));
        self.decide(Waiter::Frame(frame), may_fail)
    }

    /// Whether `frame`, which has asked, has its permit.
    pub(super) fn has_permit(&self, frame: FrameId) -> bool {
        self.frames
            .get(&frame)
            .is_some_and(|frame| frame.asking().is_none())
    }

    /// Whether `frame` has its permit on loan.
    pub(super) fn borrows(&self, frame: FrameId) -> bool {
        let claim = self
            .frames
            .get(&frame)
            .and_then(|frame| frame.claim.as_ref());
        claim.is_some_and(|claim| matches!(claim.hold, Hold::Borrowed { .. }))
    }

    /// `frame` is over, or asks no more: its permit goes to whom it was lent, back to its lender, or to the queue.
    pub(super) fn end(&mut self, frame: FrameId) {
        let Some(ended) = self.frames.remove(&frame) else {
            return;
        };
        for waiter in &ended.waiters {
            // A wait that was noted stays: its task is woken, but has yet to see that it may go on.
            self.forget_wait(*waiter, frame, false);
        }
        for wait in &ended.waits {
            match *wait {
                Wait::Frame { on, .. } => self.forget_waiter(on, frame),
                Wait::Room(room) => self.room_mut(room).frame = None,
            }
        }
        if let Some(claim) = ended.claim {
            self.end_claim(frame, claim);
        }
        for wait in ended.waits {
            if let Wait::Frame { on, .. } = wait {
                self.disown(on);
            }
        }
        self.undo_knots();
    }

    fn end_claim(&mut self, frame: FrameId, claim: Claim) {
        let ty = claim.ty;
        self.shut(ty);
        let counted = match claim.hold {
            Hold::Asks(_) => &mut self.types[ty.0].in_place_waiting,
            _ => &mut self.types[ty.0].in_place,
        };
        *counted -= usize::from(claim.in_place);
        match (claim.hold, claim.lent_to) {
            (Hold::Asks(asking), _) => {
                self.effects.discard.extend(asking.waker);
                if self.types[ty.0].queue.remove(asking.ticket).is_some() && claim.spawned {
                    self.types[ty.0].spawned_waiting -= 1;
                    self.notify_rooms(ty);
                }
            }
            (hold, Some(borrower)) => self.hand_over(ty, frame, hold, borrower),
            (Hold::Own, None) => {
                self.types[ty.0].users.remove(&frame);
                self.types[ty.0].free += 1;
                self.pass_on_free_permits(ty);
            }
            (Hold::Borrowed { from, room }, None) => {
                self.types[ty.0].users.remove(&frame);
                self.repay(ty, from, room, frame);
            }
        }
    }

    pub(super) fn claim_mut(&mut self, frame: FrameId) -> &mut Claim {
        let frame = self
            .frames
            .get_mut(&frame)
            .expect("a frame with a permit is known");
        frame
            .claim
            .as_mut()
            .expect("a frame with a permit has a claim")
    }

    pub(super) fn next_ticket(&mut self) -> Ticket {
        self.tickets += 1;
        self.tickets
    }

    /// A mark that no frame and no type bears yet.
    pub(super) fn next_mark(&mut self) -> u64 {
        self.stamp += 1;
        self.stamp
    }
}
