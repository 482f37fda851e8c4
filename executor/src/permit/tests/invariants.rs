//! What holds after every event.

use super::super::frame::{Frame, Hold, Wait};
use super::super::ids::TypeKey;
use super::super::queue::Asker;
use super::super::state::State;
use crate::frame::FrameId;

impl State {
    pub(super) fn check_invariants(&mut self) {
        for ty in 0..self.types.len() {
            self.check_type(TypeKey(ty));
        }
        let ids: Vec<_> = self.frames.keys().copied().collect();
        for id in ids {
            self.check_frame(id);
        }
    }

    fn claims(&self, ty: TypeKey) -> impl Iterator<Item = (FrameId, &Frame)> {
        let of_type = move |frame: &Frame| frame.claim.as_ref().is_some_and(|claim| claim.ty == ty);
        self.frames
            .iter()
            .filter(move |(_, f)| of_type(f))
            .map(|(id, f)| (*id, f))
    }

    fn check_type(&self, key: TypeKey) {
        let ty = &self.types[key.0];
        self.check_gate(key);
        let (mut own, mut users, mut queued, mut spawned, mut room_loans) = (0, 0, 0, 0, 0);
        let (mut in_place, mut in_place_waiting) = (0, 0);
        for (_, asker) in ty.queue.iter() {
            if let Asker::Stranger(stranger) = asker {
                queued += 1;
                in_place_waiting += 1;
                assert!(!self.is_known(stranger.frame), "a stranger is one");
            }
        }
        for (id, frame) in self.claims(key) {
            let claim = frame.claim.as_ref().unwrap();
            match &claim.hold {
                Hold::Asks(asking) => {
                    queued += 1;
                    in_place_waiting += usize::from(claim.in_place);
                    spawned += usize::from(claim.spawned);
                    let is_it =
                        |asker: &Asker| matches!(asker, Asker::Known(known) if *known == id);
                    assert!(
                        ty.queue
                            .iter()
                            .any(|(ticket, asker)| ticket == asking.ticket && is_it(asker)),
                        "who asks is in the queue"
                    );
                    assert!(claim.lent_to.is_none(), "who has nothing lends nothing");
                    continue;
                }
                Hold::Own => own += 1,
                Hold::Borrowed { from, room } => {
                    let lender = self.frames[from].claim.as_ref().unwrap();
                    assert_eq!(lender.lent_to, Some(id), "lender and borrower agree");
                    room_loans += usize::from(room.is_some());
                }
            }
            in_place += usize::from(claim.in_place);
            users += usize::from(claim.lent_to.is_none());
            assert_eq!(ty.users.contains(&id), claim.lent_to.is_none());
        }
        assert!(
            own + ty.free_now() <= ty.limit,
            "permits are neither lost nor made"
        );
        assert_eq!(
            (in_place, in_place_waiting),
            (ty.in_place, ty.in_place_waiting)
        );
        assert_eq!(
            (users, ty.users.len()),
            (own, own),
            "each permit has one user"
        );
        assert_eq!(queued, ty.queue.len());
        assert_eq!(spawned, ty.spawned_waiting);
        assert!(
            ty.free_now() == 0 || ty.queue.is_empty(),
            "nobody asks while a permit is free"
        );
        let notified = ty.rooms.iter().filter(|(_, room)| room.notified).count();
        assert_eq!(notified, ty.reserved);
        assert_eq!(
            ty.rooms
                .iter()
                .map(|(_, room)| room.loans.len())
                .sum::<usize>(),
            room_loans
        );
        assert_eq!(ty.room_loans, room_loans);
        for (_, room) in ty.rooms.iter() {
            let could_go = ty.has_room() && room.loans.is_empty();
            assert!(
                room.notified || !could_go,
                "nobody waits while there is room"
            );
        }
    }

    fn check_gate(&self, key: TypeKey) {
        let ty = &self.types[key.0];
        if ty.is_shut {
            assert!(ty.gate.is_shut() && self.shut.contains(&key));
            return;
        }
        assert!(!ty.gate.is_shut() && !self.shut.contains(&key));
        assert!(!ty.must_be_shut(), "whoever waits is not overtaken");
        assert_eq!(ty.gate.has_lenders(), !ty.users.is_empty());
    }

    fn check_frame(&mut self, id: FrameId) {
        let frame = &self.frames[&id];
        assert!(!frame.is_empty(), "what is empty is forgotten");
        for wait in &frame.waits {
            match wait {
                Wait::Frame { on, noted, .. } => {
                    let known = self.frames.get(on).map(|on| on.waiters.contains(&id));
                    assert!(known.unwrap_or(*noted), "a wait is known on both sides");
                }
                Wait::Room(room) => {
                    assert_eq!(self.types[room.ty.0].rooms[room.ticket].frame, Some(id));
                }
            }
        }
        for waiter in &frame.waiters {
            let waits = &self.frames[waiter].waits;
            assert!(
                waits
                    .iter()
                    .any(|w| matches!(w, Wait::Frame { on, .. } if *on == id))
            );
        }
        if let Some((ty, _)) = frame.asking() {
            assert!(frame.waits.is_empty(), "who asks does not run");
            if self.rules.lend && self.rules.lend_down {
                assert!(self.lender(id, ty).is_none(), "who asks could borrow");
            }
        }
        self.check_loan(id);
    }

    /// A loan has a lender that waits for its end, or the borrower is owed the next free permit.
    fn check_loan(&mut self, id: FrameId) {
        let claim = self.frames[&id].claim.as_ref();
        let Some((ty, Hold::Borrowed { from, .. })) = claim.map(|c| (c.ty, &c.hold)) else {
            return;
        };
        let lender_waits = !self.frames[from].waits.is_empty();
        let owed = self.is_owed(id).is_some();
        let known = self.types[ty.0].owed.contains(&id);
        assert!(
            !owed || (known && self.types[ty.0].free_now() == 0),
            "an owed borrower is served next"
        );
        assert!(
            owed || lender_waits || self.lender_waits_for_room(id),
            "a lender runs"
        );
    }

    /// A room wait of a frame that is gone meanwhile may have lent what its callers had.
    fn lender_waits_for_room(&self, id: FrameId) -> bool {
        let claim = self.frames[&id].claim.as_ref().unwrap();
        matches!(claim.hold, Hold::Borrowed { room: Some(_), .. })
    }
}
