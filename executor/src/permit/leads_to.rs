//! What a wait leads to: told to whoever asks why it takes so long.

use super::frame::{Frame, Wait};
use super::state::State;
use crate::frame::{FrameId, FrameSet};

/// What a frame waits for, directly or not.
pub(crate) struct LeadsTo {
    frames: FrameSet,
    /// Something of it waits for a permit, or for room in a queue.
    pub(crate) waits_for_turn: bool,
}

impl LeadsTo {
    pub(crate) fn contains(&self, frame: FrameId) -> bool {
        self.frames.contains(&frame)
    }

    /// Among waits that were noted before there was a limited type.
    pub(super) fn early(waiter: FrameId, pairs: &[(FrameId, FrameId)]) -> Self {
        let mut frames = FrameSet::default();
        let mut line = vec![waiter];
        while let Some(id) = line.pop() {
            if frames.insert(id) {
                let on = pairs.iter().filter(|(waiter, _)| *waiter == id);
                line.extend(on.map(|(_, on)| *on));
            }
        }
        Self {
            frames,
            waits_for_turn: false,
        }
    }
}

impl State {
    pub(super) fn leads_to(&mut self, waiter: FrameId) -> LeadsTo {
        let below = self.below(waiter);
        let waits_for_turn = below.iter().any(|id| self.frames[id].waits_for_turn());
        LeadsTo {
            frames: below.into_iter().collect(),
            waits_for_turn,
        }
    }
}

impl Frame {
    fn waits_for_turn(&self) -> bool {
        let for_room = |wait: &Wait| matches!(wait, Wait::Room(_));
        self.asking().is_some() || self.waits.iter().any(for_room)
    }
}
