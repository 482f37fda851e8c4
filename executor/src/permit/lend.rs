//! Lending: who may use whose permit, and where a permit goes that comes back.

use std::mem;

use super::frame::{Frame, Hold};
use super::ids::{Ticket, TypeKey};
use super::queue::Asker;
use super::state::State;
use crate::frame::FrameId;
use crate::ordered::ordered_by;

impl State {
    /// The nearest frame with an unlent permit of `ty`: `frame` itself, who waits for it, who waits for those, and so on.
    pub(super) fn lender(&mut self, frame: FrameId, ty: TypeKey) -> Option<FrameId> {
        if !self.lends() {
            return None;
        }
        self.find_up(frame, |_, frame| frame.can_lend(ty))
    }

    /// `frame`, which asks, has a permit from now on. A `hold` of its own is taken from the free ones by the caller.
    pub(super) fn grant(&mut self, frame: FrameId, hold: Hold) {
        let claim = self.claim_mut(frame);
        let (ty, spawned, in_place) = (claim.ty, claim.spawned, claim.in_place);
        let loan = match hold {
            Hold::Borrowed { from, room } => Some((from, room)),
            _ => None,
        };
        let Hold::Asks(asking) = mem::replace(&mut claim.hold, hold) else {
            unreachable!("only who asks is granted a permit");
        };
        self.effects.wake.extend(asking.waker);
        self.types[ty.0].users.insert(frame);
        self.types[ty.0].in_place_waiting -= usize::from(in_place);
        self.types[ty.0].in_place += usize::from(in_place);
        if let Some((lender, room)) = loan {
            self.claim_mut(lender).lent_to = Some(frame);
            self.types[ty.0].users.remove(&lender);
            self.note_room_loan(ty, room, frame);
        }
        let waited = self.types[ty.0].queue.remove(asking.ticket).is_some();
        if waited && spawned {
            self.types[ty.0].spawned_waiting -= 1;
            self.notify_rooms(ty);
        }
    }

    /// `waiter` began to wait for `on`: whoever asks below may borrow from it, or from those who wait for it.
    pub(super) fn lend_down(&mut self, waiter: FrameId, on: FrameId) {
        let runs = |frame: &Frame| frame.waits.is_empty() && frame.asking().is_none();
        if !self.lends_down() || self.frames.get(&on).is_none_or(runs) {
            return;
        }
        let has_unlent =
            |_, frame: &Frame| frame.claim.as_ref().is_some_and(|c| frame.can_lend(c.ty));
        if self.find_up(waiter, has_unlent).is_none() {
            return;
        }
        let below = self.below(on);
        let asking = below.into_iter().filter_map(|id| {
            self.frames[&id]
                .asking()
                .map(|(ty, asking)| (asking.ticket, id, ty))
        });
        for (_, id, ty) in ordered_by(asking.collect(), |(ticket, ..)| *ticket) {
            let still_asks = self.frames[&id].asking().is_some();
            if let Some(lender) = still_asks.then(|| self.lender(id, ty)).flatten() {
                self.grant(
                    id,
                    Hold::Borrowed {
                        from: lender,
                        room: None,
                    },
                );
            }
        }
        for room in self.rooms_below(on) {
            self.lend_for_room(room);
        }
    }

    /// A loan is over: the permit is `lender`'s again, which lends it on if it waits for somebody who asks.
    pub(super) fn repay(
        &mut self,
        ty: TypeKey,
        lender: FrameId,
        room: Option<Ticket>,
        borrower: FrameId,
    ) {
        self.claim_mut(lender).lent_to = None;
        self.types[ty.0].users.insert(lender);
        self.forget_room_loan(ty, room, borrower);
        let queue_is_empty = self.types[ty.0].queue.is_empty();
        if queue_is_empty || self.frames[&lender].waits.is_empty() || !self.lends_down() {
            return;
        }
        if let Some(id) = self.oldest_asking_below(lender, ty) {
            self.grant(
                id,
                Hold::Borrowed {
                    from: lender,
                    room: None,
                },
            );
            return;
        }
        for room in self
            .rooms_below(lender)
            .into_iter()
            .filter(|room| room.ty == ty)
        {
            self.lend_for_room(room);
        }
    }

    /// `ended` is over while its permit is lent: the borrower has it now as `ended` had it.
    pub(super) fn hand_over(&mut self, ty: TypeKey, ended: FrameId, hold: Hold, borrower: FrameId) {
        let inherited = match hold {
            Hold::Borrowed { from, room } => Some((from, room)),
            _ => None,
        };
        let before = mem::replace(&mut self.claim_mut(borrower).hold, hold);
        if let Hold::Borrowed { room, .. } = before {
            self.forget_room_loan(ty, room, borrower);
        }
        if let Some((lender, room)) = inherited {
            self.claim_mut(lender).lent_to = Some(borrower);
            self.forget_room_loan(ty, room, ended);
            self.note_room_loan(ty, room, borrower);
            self.owe_if_unawaited(borrower);
        }
    }

    /// `on` lost somebody who waited for it: whoever below borrowed from there is owed a permit of its own, since the lender may
    /// run on.
    pub(super) fn disown(&mut self, on: FrameId) {
        for id in self.below(on) {
            self.owe_if_unawaited(id);
        }
    }

    /// Has `borrower` repaid by the next free permit, if its lender does not wait for it.
    pub(super) fn owe_if_unawaited(&mut self, borrower: FrameId) {
        if let Some(ty) = self.is_owed(borrower) {
            self.types[ty.0].owed.push_back(borrower);
            self.pass_on_free_permits(ty);
        }
    }

    /// The type that `borrower` has on loan from a frame that does not wait for it any more.
    pub(super) fn is_owed(&mut self, borrower: FrameId) -> Option<TypeKey> {
        let claim = self.frames.get(&borrower)?.claim.as_ref()?;
        let (ty, Hold::Borrowed { from, room: None }) = (claim.ty, &claim.hold) else {
            return None;
        };
        let lender = *from;
        let waits_for_it = self.find_up(borrower, |id, _| id == lender).is_some();
        (!waits_for_it).then_some(ty)
    }

    /// Free permits go to borrowers that are owed one, then to the queue, then to repay those who wait for room.
    pub(super) fn pass_on_free_permits(&mut self, ty: TypeKey) {
        self.shut(ty);
        while self.types[ty.0].free > 0 {
            if let Some(borrower) = self.next_owed(ty) {
                self.make_own(ty, borrower);
            } else if let Some((ticket, first)) = self.types[ty.0].queue.first() {
                let known = match first {
                    Asker::Known(head) => Some(*head),
                    Asker::Stranger(_) => None,
                };
                self.types[ty.0].free -= 1;
                if let Some(head) = known {
                    self.grant(head, Hold::Own);
                    self.lose_sight(head);
                } else {
                    let entry = &mut self.types[ty.0];
                    entry.in_place_waiting -= 1;
                    entry.gate.grant(ticket);
                    self.effects.wake.extend(entry.queue.pop_stranger());
                }
            } else if let Some(borrower) = self.next_room_loan(ty) {
                self.make_own(ty, borrower);
            } else {
                break;
            }
        }
    }

    fn next_owed(&mut self, ty: TypeKey) -> Option<FrameId> {
        while let Some(borrower) = self.types[ty.0].owed.pop_front() {
            if self.is_owed(borrower) == Some(ty) {
                return Some(borrower);
            }
        }
        None
    }

    /// `borrower` gets a free permit of its own, and its lender is repaid.
    fn make_own(&mut self, ty: TypeKey, borrower: FrameId) {
        let before = mem::replace(&mut self.claim_mut(borrower).hold, Hold::Own);
        let Hold::Borrowed { from, room } = before else {
            unreachable!("only a borrower is repaid");
        };
        self.types[ty.0].free -= 1;
        self.repay(ty, from, room, borrower);
    }
}

#[cfg(not(test))]
impl State {
    fn lends(&self) -> bool {
        true
    }

    fn lends_down(&self) -> bool {
        true
    }

    pub(super) fn lends_for_room(&self) -> bool {
        true
    }
}

#[cfg(test)]
impl State {
    fn lends(&self) -> bool {
        self.rules.lend
    }

    fn lends_down(&self) -> bool {
        self.rules.lend_down
    }

    pub(super) fn lends_for_room(&self) -> bool {
        self.rules.lend_for_room
    }
}
