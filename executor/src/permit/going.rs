//! What can go on, and what is stuck.
//!
//! A frame *goes* if it waits for nothing, if it has its turn just now, or if anything that it waits for goes; a wait for a permit goes if there is a free one
//! or if a frame that uses one goes; so does a wait for room (a free permit repays what it lent), and also if room is there or
//! offered to another, and all go that it lent to. A callee in place that is not known goes. That is the least fixed point of an and-or graph. What is left is a knot.

use std::mem;

use super::frame::Wait;
use super::ids::TypeKey;
use super::knot::Waiter;
use super::state::State;
use super::types::Type;
use crate::frame::{FrameId, FrameSet};

impl State {
    /// The ordinary case, told at small cost: each type that is waited for has a user that leads to a running frame. Types that are
    /// waited for are shut.
    #[inline]
    pub(super) fn all_types_go(&mut self) -> bool {
        (0..self.shut.len()).all(|at| {
            let key = self.shut[at];
            let ty = &self.types[key.0];
            ty.goes_without_search() || !ty.has_waiters() || self.type_goes(key)
        })
    }

    /// Looks for a running frame among those that use `ty`, and those they wait for. May miss one behind a wait for
    /// room that only waits to be repaid.
    fn type_goes(&mut self, ty: TypeKey) -> bool {
        let mark = self.next_mark();
        let mut types = vec![ty.0];
        let mut frames = Vec::new();
        while let Some(ty) = types.pop() {
            if mem::replace(&mut self.types[ty].mark, mark) == mark {
                continue;
            }
            if self.types[ty].goes_without_search() {
                return true;
            }
            for user in &self.types[ty].users {
                frames.push(*user);
                while let Some(id) = frames.pop() {
                    let Some(frame) = self.frames.get_mut(&id) else {
                        return true;
                    };
                    if mem::replace(&mut frame.mark, mark) == mark {
                        continue;
                    }
                    match frame.asking() {
                        Some((_, asking)) if asking.verdict.leaves() => return true,
                        Some((ty, _)) => types.push(ty.0),
                        None if frame.waits.is_empty() => return true,
                        None if frame.has_turn() || self.callers.has_callee(id) => return true,
                        None => {}
                    }
                    for wait in &frame.waits {
                        match wait {
                            Wait::Frame { on, .. } => frames.push(*on),
                            Wait::Room(id) => {
                                let room = &self.types[id.ty.0].rooms[id.ticket];
                                let may_get = self.types[id.ty.0].may_get_room();
                                let goes = room.loans.is_empty() && may_get;
                                if goes || room.notified || room.verdict.leaves() {
                                    return true;
                                }
                                types.push(id.ty.0);
                            }
                        }
                    }
                }
            }
        }
        false
    }
}

/// What goes, of all that the waiters depend on.
pub(super) struct Going {
    types: Vec<bool>,
    frames: FrameSet,
}

impl Going {
    pub(super) fn of(state: &State) -> Self {
        let reached = reachable(state);
        let types = state.types.iter().map(Type::goes_without_search).collect();
        let mut going = Self {
            types,
            frames: FrameSet::default(),
        };
        loop {
            let mut changed = false;
            for id in &reached {
                if !going.frames.contains(id) && going.frame_goes(state, *id) {
                    going.frames.insert(*id);
                    changed = true;
                }
            }
            for (ty, goes) in state.types.iter().zip(&mut going.types) {
                if !*goes && ty.users.iter().any(|user| going.frames.contains(user)) {
                    *goes = true;
                    changed = true;
                }
            }
            if !changed {
                return going;
            }
        }
    }

    fn frame_goes(&self, state: &State, id: FrameId) -> bool {
        let Some(frame) = state.frames.get(&id) else {
            return true;
        };
        if frame.asking().is_some() {
            return self.waiter(state, Waiter::Frame(id));
        }
        frame.waits.is_empty()
            || frame.has_turn()
            || state.callers.has_callee(id)
            || frame.waits.iter().any(|wait| match wait {
                // one that has ended is not known any more, though the wait for it may last until that is seen
                Wait::Frame { on, .. } => {
                    self.frames.contains(on) || !state.frames.contains_key(on)
                }
                Wait::Room(id) => self.waiter(state, Waiter::Room(*id)),
            })
    }

    pub(super) fn waiter(&self, state: &State, waiter: Waiter) -> bool {
        if state.leaves(waiter) {
            return true;
        }
        match waiter {
            Waiter::Frame(_) => self.types[state.type_of(waiter)],
            Waiter::Room(id) => {
                let ty = id.ty.0;
                let room = &state.types[ty].rooms[id.ticket];
                let repaid = room
                    .loans
                    .iter()
                    .all(|borrower| self.frames.contains(borrower));
                room.notified || self.types[ty] || (repaid && state.types[ty].may_get_room())
            }
        }
    }
}

/// The frames that those who use a type, or have a loan of somebody who waits for room, depend on; themselves included.
fn reachable(state: &State) -> Vec<FrameId> {
    let waited_for = state.types.iter().filter(|ty| ty.has_waiters());
    let loans = |ty: &Type| -> Vec<FrameId> {
        let rooms = ty.rooms.iter();
        rooms
            .flat_map(|(_, room)| room.loans.iter().copied())
            .collect()
    };
    let mut line: Vec<FrameId> = waited_for
        .flat_map(|ty| ty.users.iter().copied().chain(loans(ty)))
        .collect();
    let mut seen = FrameSet::default();
    let mut found = Vec::new();
    while let Some(id) = line.pop() {
        let Some(frame) = state.frames.get(&id).filter(|_| seen.insert(id)) else {
            continue;
        };
        found.push(id);
        line.extend(frame.waits.iter().filter_map(|wait| match wait {
            Wait::Frame { on, .. } => Some(*on),
            Wait::Room(_) => None,
        }));
    }
    found
}
