//! A sync function on its way to another thread: it waits for its permit, then for a thread, and runs.
//!
//! [`there`] sends it off, [`stage`] is how far it is on its way, [`ride`] runs it, and [`back`] brings what it gives, or that it was
//! stopped, to its caller. A function that is stopped before it runs never runs, and its captures are dropped at once.

mod back;
mod crowd;
mod invoked;
mod ride;
mod stage;
mod there;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64};

pub use self::invoked::Invoke;
use self::stage::Stage;
use crate::engine::Engine;
use crate::frame::FrameId;
use crate::lane::Lane;
use crate::site::Site;
use crate::started::{Failure, Origin, Outcome, Started};
use crate::sync::Lasting;

/// A sync function on its way to another thread, as its caller, its thread and a shutdown share it.
pub(crate) struct Hop<F, R> {
    origin: Origin,
    outcome: Outcome<R>,
    stage: Stage<F>,
    /// Its place among what is in flight; 0 before and after.
    ticket: AtomicU64,
    /// Nobody waits for it any more.
    is_cancelled: AtomicBool,
    /// Nobody awaits it in place.
    is_spawned: bool,
}

/// A hop as its caller sees it.
pub(crate) trait Hops<R>: Started<R> {
    /// Sends the function off; whether the executor takes it. `parent`: the frame that awaits it in place.
    #[must_use]
    fn start(self: Arc<Self>, parent: Option<FrameId>) -> bool;
    /// Looks whether the permit is there, or will never be, and sees to it that [`Outcome::poll`]'s waker is woken when it is to be
    /// looked at again. For a function that is awaited in place: in each poll of who awaits it, after that waker is set.
    fn seek_permit(self: Arc<Self>);
    /// Looks for the result for a moment.
    fn look(&self);
    /// Whoever waited for it in place is gone: it never runs, or, where it runs already, is told so.
    fn forsake(&self);
}

impl<F, R> Hop<F, R>
where
    F: FnOnce() -> R + Send + 'static,
    R: Send + 'static,
{
    /// Of a function that is awaited in place.
    pub(crate) fn awaited(
        engine: &Engine,
        lane: &Lasting<Lane>,
        site: Site,
        function: F,
    ) -> Arc<Self> {
        Self::new(Origin::new(engine, lane, site), |_| None, function, false)
    }

    /// Of a function in the background.
    pub(crate) fn spawned(
        engine: &Engine,
        lane: &Lasting<Lane>,
        site: Site,
        failure: Failure<R>,
        function: F,
    ) -> Arc<Self> {
        Self::new(Origin::new(engine, lane, site), failure, function, true)
    }

    fn new(origin: Origin, failure: Failure<R>, function: F, is_spawned: bool) -> Arc<Self> {
        Arc::new(Self {
            origin,
            outcome: Outcome::new(failure),
            stage: Stage::new(function),
            ticket: AtomicU64::new(0),
            is_cancelled: AtomicBool::new(false),
            is_spawned,
        })
    }
}

#[cfg(all(test, not(any(shuttle, executor_loom))))]
mod tests {
    use super::Hop;

    /// Each line of the cache that a hop takes travels to another core and back.
    #[test]
    fn a_hop_takes_few_lines_of_the_cache() {
        let size = size_of::<Hop<fn() -> u64, u64>>();
        assert!(size <= 256, "{size} bytes");
    }
}
