//! Walks along the waits: up to who waits, down to what is waited for.

use std::collections::VecDeque;
use std::mem;

use super::frame::{Frame, Wait};
use super::ids::{RoomId, TypeKey};
use super::state::State;
use crate::frame::FrameId;
use crate::ordered::ordered_by;

impl State {
    /// The nearest frame, from `start` up through those who wait, that `is_it`.
    pub(super) fn find_up(
        &mut self,
        start: FrameId,
        is_it: impl Fn(FrameId, &Frame) -> bool,
    ) -> Option<FrameId> {
        let mark = self.next_mark();
        let mut next = Some(start);
        let mut line = VecDeque::new(); // allocates only where several wait for one frame
        while let Some(id) = next.take().or_else(|| line.pop_front()) {
            let Some(frame) = self.frames.get_mut(&id) else {
                continue;
            };
            if mem::replace(&mut frame.mark, mark) == mark {
                continue;
            }
            if is_it(id, frame) {
                return Some(id);
            }
            match frame.waiters[..] {
                [waiter] if line.is_empty() => next = Some(waiter),
                _ => line.extend(&frame.waiters),
            }
        }
        None
    }

    /// `start` and all that it waits for, directly or not.
    pub(super) fn below(&mut self, start: FrameId) -> Vec<FrameId> {
        let mark = self.next_mark();
        let mut found = Vec::new();
        let mut line = vec![start];
        while let Some(id) = line.pop() {
            let Some(frame) = self.frames.get_mut(&id) else {
                continue;
            };
            if mem::replace(&mut frame.mark, mark) == mark {
                continue;
            }
            found.push(id);
            line.extend(frame.waits.iter().filter_map(|wait| match wait {
                Wait::Frame { on, .. } => Some(*on),
                Wait::Room(_) => None,
            }));
        }
        found
    }

    /// The oldest that satisfies `is_it` of those below `start` that ask for a permit.
    pub(super) fn oldest_asking_below(&mut self, start: FrameId, ty: TypeKey) -> Option<FrameId> {
        let below = self.below(start);
        let asking = below
            .into_iter()
            .filter_map(|id| match self.frames[&id].asking() {
                Some((asked, asking)) if asked == ty => Some((asking.ticket, id)),
                _ => None,
            });
        asking.min_by_key(|(ticket, _)| *ticket).map(|(_, id)| id)
    }

    /// All waits for room below `start`, oldest first.
    pub(super) fn rooms_below(&mut self, start: FrameId) -> Vec<RoomId> {
        let below = self.below(start);
        let waits = below.iter().flat_map(|id| &self.frames[id].waits);
        let rooms = waits.filter_map(|wait| match wait {
            Wait::Room(room) => Some(*room),
            Wait::Frame { .. } => None,
        });
        ordered_by(rooms.collect(), |room| room.ticket).collect()
    }
}
