//! Waiting for room in a type's queue: back-pressure for who spawns.

use std::task::Waker;

use super::frame::{Hold, Verdict, Wait};
use super::ids::{RoomId, Ticket, TypeKey};
use super::knot::Waiter;
use super::state::{Answer, State};
use super::types::Room;
use crate::frame::FrameId;
use crate::site::Site;

impl State {
    /// `frame` waits for room in the queue of `ty`; nothing where there is room at once.
    pub(super) fn begin_room(
        &mut self,
        ty: TypeKey,
        frame: Option<FrameId>,
        site: Site,
        waker: Waker,
    ) -> Option<RoomId> {
        if self.types[ty.0].has_room() {
            self.effects.discard.extend(Some(waker));
            return None;
        }
        self.shut(ty);
        let room = RoomId {
            ty,
            ticket: self.next_ticket(),
        };
        if let Some(frame) = frame {
            self.wait(frame, Wait::Room(room));
        }
        let wait = Room {
            frame,
            site,
            waker: Some(waker),
            verdict: Verdict::None,
            notified: false,
            loans: Vec::new(),
        };
        self.types[ty.0].rooms.push(room.ticket, wait);
        self.lend_for_room(room);
        self.undo_knots();
        Some(room)
    }

    /// After [`Answer::Granted`] the wait is over and must not be ended again.
    pub(super) fn poll_room(&mut self, id: RoomId, waker: Waker, may_fail: bool) -> Answer {
        let old = self.room_mut(id).waker.replace(waker);
        self.effects.discard.extend(old);
        if self.room_mut(id).notified {
            // Between the wake-up and this poll somebody else may have taken the room.
            self.types[id.ty.0].reserved -= 1;
            if self.types[id.ty.0].has_room() {
                self.room_mut(id).notified = false;
                self.end_room(id);
                return Answer::Granted;
            }
            self.room_mut(id).notified = false;
            self.lend_for_room(id);
            self.undo_knots();
        }
        self.decide(Waiter::Room(id), may_fail)
    }

    /// The wait is over, or given up. Who has borrowed because of it is owed a permit.
    pub(super) fn end_room(&mut self, id: RoomId) {
        let ty = &mut self.types[id.ty.0];
        let Some(room) = ty.rooms.remove(id.ticket) else {
            return;
        };
        ty.reserved -= usize::from(room.notified);
        ty.room_loans -= room.loans.len();
        self.effects.discard.extend(room.waker);
        if let Some(frame) = room.frame {
            self.forget_room(frame, id);
        }
        for borrower in room.loans {
            if let Hold::Borrowed { room, .. } = &mut self.claim_mut(borrower).hold {
                *room = None;
            }
            self.owe_if_unawaited(borrower);
        }
        self.notify_rooms(id.ty);
        self.undo_knots();
    }

    /// Who waits for room lends to the head of the queue what it and those who wait for it have unlent.
    pub(super) fn lend_for_room(&mut self, id: RoomId) {
        if !self.lends_for_room() {
            return;
        }
        while !self.types[id.ty.0].queue.is_empty() {
            let Some(room) = self.types[id.ty.0].rooms.get(id.ticket) else {
                return;
            };
            let Some(frame) = room.frame.filter(|_| !room.notified) else {
                return;
            };
            let Some(lender) = self.lender(frame, id.ty) else {
                return;
            };
            let Some(head) = self.known_head(id.ty) else {
                return;
            };
            self.grant(
                head,
                Hold::Borrowed {
                    from: lender,
                    room: Some(id.ticket),
                },
            );
        }
    }

    /// Tells those who wait for room, in order and as far as it goes, that there is some. Who is not repaid waits on.
    pub(super) fn notify_rooms(&mut self, ty: TypeKey) {
        let ty = &mut self.types[ty.0];
        if ty.rooms.is_empty() {
            return;
        }
        let capacity = ty.capacity.unwrap_or(usize::MAX);
        for room in ty.rooms.values_mut() {
            if ty.spawned_waiting + ty.reserved >= capacity {
                break;
            }
            if !room.notified && room.loans.is_empty() {
                room.notified = true;
                ty.reserved += 1;
                self.effects.wake.extend(room.waker.take());
            }
        }
    }

    pub(super) fn note_room_loan(&mut self, ty: TypeKey, room: Option<Ticket>, to: FrameId) {
        if let Some(ticket) = room {
            self.room_mut(RoomId { ty, ticket }).loans.push(to);
            self.types[ty.0].room_loans += 1;
        }
    }

    pub(super) fn forget_room_loan(&mut self, ty: TypeKey, room: Option<Ticket>, to: FrameId) {
        if let Some(ticket) = room {
            self.room_mut(RoomId { ty, ticket })
                .loans
                .retain(|borrower| *borrower != to);
            self.types[ty.0].room_loans -= 1;
            self.notify_rooms(ty);
        }
    }

    /// A borrower whose loan keeps somebody waiting who waits for room.
    pub(super) fn next_room_loan(&self, ty: TypeKey) -> Option<FrameId> {
        let ty = &self.types[ty.0];
        if ty.room_loans == 0 {
            return None;
        }
        let mut rooms = ty.rooms.iter();
        rooms.find_map(|(_, room)| room.loans.first().copied())
    }

    pub(super) fn room_mut(&mut self, id: RoomId) -> &mut Room {
        self.types[id.ty.0]
            .rooms
            .get_mut(id.ticket)
            .expect("a wait for room is known")
    }
}
