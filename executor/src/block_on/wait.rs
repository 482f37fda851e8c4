//! A wait that blocks its thread, and whether anything moves that it waits for.
//!
//! Who waits for whom is noted in the ledger, for waits through our handles. So a thread that has waited long can look at all that its
//! wait leads to: a future moves if it is polled, a sync function if it runs and does not itself wait quietly. Whatever waits for a
//! permit or a thread waits for its turn, and then moves as long as anything in flight does.

use crate::engine::Engine;
use crate::frame::FrameId;
use crate::in_flight::Pace;
use crate::site::Site;
use crate::sync::StaticMutex;

/// The tasks whose threads are blocked, and have not been woken for a while.
static QUIET: StaticMutex<Vec<FrameId>> = StaticMutex::new(Vec::new());

/// A wait that blocks its thread.
#[derive(Clone, Copy)]
pub(super) struct Wait<'a> {
    engine: &'a Engine,
    /// The frame that waits.
    waiter: FrameId,
    pub(super) site: Site,
}

impl<'a> Wait<'a> {
    #[inline]
    pub(super) fn new(engine: &'a Engine, waiter: FrameId, site: Site) -> Self {
        Self {
            engine,
            waiter,
            site,
        }
    }

    /// The executor that waits.
    #[inline]
    pub(super) fn engine(&self) -> &'a Engine {
        self.engine
    }

    /// Nothing has woken this wait of `task`, which is blocked with its thread, for a while; the guard is to be dropped when
    /// something does.
    pub(super) fn is_quiet(&self, task: Option<FrameId>) -> Quiet {
        QUIET.lock().extend(task);
        Quiet(task)
    }

    /// What it waits for, as it is now.
    pub(super) fn look(&self) -> Picture {
        let leads_to = self.engine.ledger().leads_to(self.waiter);
        let all = self.engine.in_flight().paces();
        let of_it = |(frame, _): &(FrameId, Pace)| leads_to.contains(*frame);
        let queued = |(_, pace): &(FrameId, Pace)| *pace == Pace::Queued;
        let waits_for_turn =
            leads_to.waits_for_turn || all.iter().any(|work| of_it(work) && queued(work));
        // in the order of their places, which they keep: another order means that some have left
        let paces: Vec<_> = all
            .into_iter()
            .filter(|work| waits_for_turn || of_it(work))
            .collect();
        let quiet = QUIET.lock();
        let runs = |(frame, pace): &(FrameId, Pace)| *pace == Pace::Runs && !quiet.contains(frame);
        Picture {
            runs: paces.iter().any(runs),
            paces,
        }
    }
}

/// What a wait leads to, at one moment.
pub(super) struct Picture {
    paces: Vec<(FrameId, Pace)>,
    runs: bool,
}

impl Picture {
    /// Whether anything moves now, or has since `before`.
    pub(super) fn has_moved_since(&self, before: &Self) -> bool {
        self.runs || self.paces != before.paces
    }
}

/// While it is alive, the wait counts as quiet.
#[must_use = "the wait counts as quiet until this is dropped"]
pub(super) struct Quiet(Option<FrameId>);

impl Drop for Quiet {
    fn drop(&mut self) {
        let Some(task) = self.0 else { return };
        let mut quiet = QUIET.lock();
        if let Some(found) = quiet.iter().position(|frame| *frame == task) {
            quiet.swap_remove(found);
        }
    }
}
