//! A sync function on its way to another thread: it waits for its permit, then for a thread, and runs.
//!
//! A function that is stopped before it runs never runs, and its captures are dropped at once.
//!
//! A permit that was granted is taken by whoever wakes the wait for it, so that the function goes to its thread at once, also where
//! the thread that asked for it is blocked. The suspicion of a knot is another matter: it is looked into once the task that awaits
//! the function has polled all that it joins, so the wake-up is passed on to that task. Only where nobody awaits the function in
//! place, the wake-up itself looks.

mod ride;
mod stage;

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};

use tokio::runtime::Handle;
use tracing::Span;

use self::stage::{Load, Stage};
use crate::block_on::keep_clock;
use crate::engine::Engine;
use crate::error::TaskError;
use crate::in_flight::{About, Pace, Stop, Taken};
use crate::lane::Lane;
use crate::origin::{Failure, Origin};
use crate::outcome::{Outcome, discard};
use crate::permit::{Acquire, FrameId, Permit};
use crate::pool::{Job, Run};
use crate::site::Site;
use crate::task::Started;

/// A sync function on its way to another thread, as its caller, its thread and a shutdown share it.
pub(crate) struct Hop<F, R> {
    origin: Origin,
    outcome: Outcome<R>,
    stage: Stage<F>,
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
    /// Whoever waited for it in place is gone: it never runs, or, where it runs already, is told so.
    fn forsake(&self);
}

impl<F, R> Hop<F, R>
where
    F: FnOnce() -> R + Send + 'static,
    R: Send + 'static,
{
    /// Of a function that is awaited in place.
    pub(crate) fn awaited(engine: &Engine, lane: &Arc<Lane>, site: Site, function: F) -> Arc<Self> {
        Self::new(Origin::new(engine, lane, site), |_| None, function, false)
    }

    /// Of a function in the background.
    pub(crate) fn spawned(
        engine: &Engine,
        lane: &Arc<Lane>,
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
            is_spawned,
        })
    }

    /// Polls the wait for the permit until it is there or does not come at once.
    fn poll_permit(self: &Arc<Self>) {
        let waker = Waker::from(Arc::clone(self));
        let mut cx = Context::from_waker(&waker);
        while let Some(mut acquire) = self.stage.take_acquire() {
            // a knot panics here: the result of the work, not of the thread that looks
            match catch_unwind(AssertUnwindSafe(|| Pin::new(&mut acquire).poll(&mut cx))) {
                Ok(Poll::Ready(permit)) => return self.submit(Some(permit)),
                Ok(Poll::Pending) => {}
                Err(payload) => {
                    discard(&self.origin, acquire);
                    return self.give_up(TaskError::panicked(payload));
                }
            }
            // who awaits it was woken as well, and looks again
            if !self.stage.put_back(acquire) || !self.is_spawned {
                return;
            }
        }
    }

    /// Sends the function to a thread where its permit was granted, and has whoever awaits it look again where not.
    fn take_permit(self: &Arc<Self>) {
        if let Some(mut acquire) = self.stage.take_acquire() {
            if let Some(permit) = acquire.try_take() {
                return self.submit(Some(permit));
            }
            // looked at again in any case
            let _ = self.stage.put_back(acquire);
        }
        self.outcome.wake();
    }

    /// Sends the function to a thread.
    fn submit(self: &Arc<Self>, permit: Option<Permit>) {
        let Some(runtime) = self.stage.runtime() else {
            return;
        };
        // made outside of the lock; a paused clock stands still from here to the end of the function
        let clock = {
            let _runtime = runtime.as_ref().map(Handle::enter);
            keep_clock()
        };
        let pool = self.origin.lane.pool();
        let is_borrowed = permit.as_ref().is_some_and(Permit::is_borrowed);
        let one_more = is_borrowed.then(|| pool.one_more());
        if self.stage.queue(permit, clock) {
            pool.submit(Job::new(Arc::clone(self) as Arc<dyn Run>, one_more));
        }
    }

    /// Takes the function from where it waits and drops it, in its context; false where it runs already or has run.
    fn take_back(&self) -> bool {
        let Some(taken) = self.stage.take() else {
            return false;
        };
        let _context = self.origin.context().enter();
        discard(&self.origin, taken);
        true
    }

    /// Ends the work without a run; does nothing where it runs already or has run.
    fn give_up(&self, why: TaskError) {
        if self.take_back() {
            self.outcome.end(&self.origin, Err(why));
        }
    }
}

impl<F, R> Hops<R> for Hop<F, R>
where
    F: FnOnce() -> R + Send + 'static,
    R: Send + 'static,
{
    fn start(self: Arc<Self>, parent: Option<FrameId>) -> bool {
        let taken = Arc::clone(&self) as Arc<dyn Taken>;
        if !self.origin.enter(taken, !self.is_spawned) {
            return false;
        }
        let Origin {
            engine,
            lane,
            frame,
            site,
            ..
        } = &self.origin;
        let acquire = lane
            .permits()
            .map(|ty| Acquire::new(engine.ledger(), ty, *frame, parent, self.is_spawned, *site));
        let is_limited = acquire.is_some();
        let (runtime, span, tally) = (Handle::try_current().ok(), Span::current(), lane.tally());
        let load = |function| Load {
            function,
            runtime,
            span,
            tally,
        };
        // it may have been stopped by a shutdown meanwhile
        if self.stage.begin(load, acquire) {
            match (is_limited, self.is_spawned) {
                (false, _) => self.submit(None),
                (true, true) => self.poll_permit(),
                // not before there is somebody to be woken
                (true, false) => {}
            }
        }
        true
    }

    fn seek_permit(self: Arc<Self>) {
        self.poll_permit();
    }

    fn forsake(&self) {
        self.origin.cancel();
        self.outcome.detach(&self.origin);
        if self.take_back() {
            self.outcome.end(&self.origin, Err(TaskError::Aborted));
        } else if self.origin.lane.permits().is_some() {
            self.origin.engine.ledger().detach(self.origin.frame);
        }
    }
}

impl<F, R> Taken for Hop<F, R>
where
    F: FnOnce() -> R + Send + 'static,
    R: Send + 'static,
{
    fn about(&self) -> About {
        self.origin.about()
    }

    fn stop(&self, why: Stop) {
        let error = || match why {
            Stop::Abort => TaskError::Aborted,
            Stop::ShutDown => TaskError::ShutDown,
        };
        self.origin.cancel();
        self.give_up(error());
        self.outcome.end_early(error());
    }

    fn can_be_stopped(&self) -> bool {
        !self.stage.is_gone()
    }

    fn pace(&self) -> Pace {
        if self.stage.is_gone() {
            Pace::Runs
        } else {
            Pace::Queued
        }
    }
}

impl<F, R> Started<R> for Hop<F, R>
where
    F: FnOnce() -> R + Send + 'static,
    R: Send + 'static,
{
    fn origin(&self) -> &Origin {
        &self.origin
    }

    fn outcome(&self) -> &Outcome<R> {
        &self.outcome
    }
}

/// What the wait for the permit wakes.
impl<F, R> Wake for Hop<F, R>
where
    F: FnOnce() -> R + Send + 'static,
    R: Send + 'static,
{
    fn wake(self: Arc<Self>) {
        if self.is_spawned {
            self.poll_permit();
        } else {
            self.take_permit();
        }
    }
}

impl<F, R> Run for Hop<F, R>
where
    F: FnOnce() -> R + Send + 'static,
    R: Send + 'static,
{
    fn run(&self) {
        if let Some(queued) = self.stage.take_queued() {
            ride::run(queued, &self.origin, &self.outcome);
        }
    }

    fn lose(&self) {
        self.give_up(TaskError::ShutDown);
    }
}
