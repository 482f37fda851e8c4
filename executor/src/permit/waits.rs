//! Who waits for whom: the links between frames, which lending follows.

use std::sync::Arc;

use super::frame::{Frame, Wait};
use super::ids::RoomId;
use super::state::State;
use crate::frame::FrameId;
use crate::frame::turn::Turn;
use crate::site::Site;

impl State {
    /// `waiter` waits for `on` from now on, at the line of `site`.
    pub(super) fn begin_wait(&mut self, waiter: FrameId, on: FrameId, site: Site) {
        if waiter != on {
            self.link(waiter, on, site, true);
            self.lend_down(waiter, on);
            self.undo_knots();
        }
    }

    /// The guard of a wait is gone. Where `on` runs on, it keeps what it has.
    pub(super) fn end_wait(&mut self, waiter: FrameId, on: FrameId) {
        self.cut(waiter, on, true);
    }

    /// The caller that waited in place for `frame` is gone.
    pub(super) fn detach(&mut self, frame: FrameId) {
        let caller = self
            .frames
            .get_mut(&frame)
            .and_then(|frame| frame.caller.take());
        if let Some(caller) = caller {
            self.cut(caller, frame, false);
        }
    }

    fn cut(&mut self, waiter: FrameId, on: FrameId, noted: bool) {
        if self.forget_wait(waiter, on, noted) {
            self.forget_waiter(on, waiter);
            self.disown(on);
            self.undo_knots();
        }
    }

    pub(super) fn link(&mut self, waiter: FrameId, on: FrameId, site: Site, noted: bool) {
        self.wait(waiter, Wait::Frame { on, site, noted });
        self.frames.entry(on).or_default().waiters.push(waiter);
    }

    pub(super) fn wait(&mut self, waiter: FrameId, wait: Wait) {
        let frame = self.frames.entry(waiter).or_default();
        frame.waits.push(wait);
        if let Some((_, turn)) = (self.turn.as_ref()).filter(|(runs, _)| *runs == waiter) {
            frame.turn = Some(Arc::clone(turn));
        }
    }

    /// The frame that runs on the thread of this event has this turn.
    pub(super) fn has_turn(&mut self, turn: Option<(FrameId, Arc<Turn>)>) {
        if let Some((frame, turn)) = &turn
            && let Some(frame) = self.frames.get_mut(frame)
        {
            frame.turn = Some(Arc::clone(turn));
        }
        self.turn = turn;
    }

    /// Removes one wait of `waiter` for `on` from the waiter's side; whether there was one.
    pub(super) fn forget_wait(&mut self, waiter: FrameId, on: FrameId, noted: bool) -> bool {
        self.change(waiter, |frame| {
            let is_it = |wait: &Wait| match wait {
                Wait::Frame {
                    on: frame,
                    noted: by_guard,
                    ..
                } => *frame == on && *by_guard == noted,
                Wait::Room(_) => false,
            };
            let found = frame.waits.iter().position(is_it);
            found.map(|at| frame.waits.remove(at)).is_some()
        })
    }

    /// Removes `waiter` from those who wait for `on`.
    pub(super) fn forget_waiter(&mut self, on: FrameId, waiter: FrameId) {
        self.change(on, |frame| {
            let found = frame.waiters.iter().position(|frame| *frame == waiter);
            found.map(|at| frame.waiters.remove(at)).is_some()
        });
    }

    pub(super) fn forget_room(&mut self, waiter: FrameId, room: RoomId) {
        self.change(waiter, |frame| {
            frame
                .waits
                .retain(|wait| !matches!(wait, Wait::Room(id) if *id == room));
            true
        });
    }

    /// Changes a frame, and forgets it if nothing is left in it.
    fn change(&mut self, id: FrameId, change: impl FnOnce(&mut Frame) -> bool) -> bool {
        let Some(frame) = self.frames.get_mut(&id) else {
            return false;
        };
        let result = change(frame);
        if frame.is_empty() {
            self.frames.remove(&id);
        }
        result
    }
}
