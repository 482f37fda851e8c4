//! A sync function on its way to another thread: it waits for its permit, then for a thread, and runs.
//!
//! ```text
//! Fresh ─start─▶ Waiting (for a permit) ─▶ Queued (for a thread) ─▶ Gone (runs, or has run, or never will)
//!                    └──────────stop──────────┴─────────stop────────▶┘
//! ```
//!
//! Whoever takes the function out of its stage runs it or drops it: a function that is stopped before it runs never runs, and its
//! captures are dropped at once. Nothing of the user's, and nothing of another lock, is touched under the lock of the stage.
//!
//! The wait for the permit is polled by whoever wakes it, so that the function goes to its thread as soon as there is a permit,
//! also where the thread that asked for it is blocked.

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};

use tokio::runtime::Handle;
use tracing::Span;

use crate::block_on::{ClockKeeper, keep_clock};
use crate::error::TaskError;
use crate::executor::Executor;
use crate::in_flight::{Stop, Taken};
use crate::lane::{Lane, Tally};
use crate::origin::{Failure, Origin};
use crate::outcome::{Outcome, discard};
use crate::permit::{Acquire, FrameId, Permit};
use crate::site::Site;
use crate::stack;
use crate::sync::Mutex;
use crate::task::Started;

/// A sync function on its way to another thread, as its caller, its thread and a shutdown share it.
pub(crate) struct Hop<F, R> {
    origin: Origin,
    outcome: Outcome<R>,
    stage: Mutex<Stage<F>>,
}

enum Stage<F> {
    /// Nobody has asked for it yet.
    Fresh(F),
    /// Waits for a permit. `acquire` is out while it is polled; `woken` asks for it to be polled once more.
    Waiting {
        load: Load<F>,
        acquire: Option<Acquire>,
        woken: bool,
    },
    /// Waits for a thread.
    Queued {
        load: Load<F>,
        permit: Option<Permit>,
        clock: ClockKeeper,
    },
    /// It runs, or has run, or never will.
    Gone,
}

/// The function, and what of its caller it runs with.
struct Load<F> {
    function: F,
    /// The caller's runtime.
    runtime: Option<Handle>,
    span: Span,
    tally: Tally,
}

/// A hop as its caller sees it.
pub(crate) trait Hops<R>: Started<R> {
    /// Sends the function off; whether the executor takes it. `spawned`: its caller does not wait for it in place.
    #[must_use]
    fn start(self: Arc<Self>, parent: Option<FrameId>, spawned: bool) -> bool;
    /// Whoever waited for it in place is gone: it never runs, or, where it runs already, is told so.
    fn forsake(&self);
}

impl<F, R> Hop<F, R>
where
    F: FnOnce() -> R + Send + 'static,
    R: Send + 'static,
{
    pub(crate) fn new(
        executor: &Executor,
        lane: &Arc<Lane>,
        site: Site,
        failure: Failure<R>,
        function: F,
    ) -> Arc<Self> {
        Arc::new(Self {
            origin: Origin::new(executor, lane, site),
            outcome: Outcome::new(failure),
            stage: Mutex::new(Stage::Fresh(function)),
        })
    }

    /// Polls the wait for the permit until it is there or does not come at once.
    fn seek_permit(self: &Arc<Self>) {
        let waker = Waker::from(Arc::clone(self));
        let mut cx = Context::from_waker(&waker);
        loop {
            let mut acquire = match &mut *self.stage.lock() {
                Stage::Waiting { acquire, woken, .. } => match acquire.take() {
                    Some(acquire) => acquire,
                    None => return *woken = true,
                },
                _ => return,
            };
            // a knot panics here, in whatever thread wakes this: the result of the work, not of that thread
            match catch_unwind(AssertUnwindSafe(|| Pin::new(&mut acquire).poll(&mut cx))) {
                Ok(Poll::Ready(permit)) => return self.submit(Some(permit)),
                Ok(Poll::Pending) => {}
                Err(payload) => {
                    discard(&self.origin, acquire);
                    return self.give_up(TaskError::panicked(payload));
                }
            }
            let mut stage = self.stage.lock();
            match &mut *stage {
                Stage::Waiting {
                    acquire: slot,
                    woken,
                    ..
                } => {
                    *slot = Some(acquire);
                    if !std::mem::take(woken) {
                        return;
                    }
                }
                // stopped meanwhile
                _ => {
                    drop(stage);
                    return drop(acquire);
                }
            }
        }
    }

    /// Sends the function to a thread.
    fn submit(self: &Arc<Self>, permit: Option<Permit>) {
        let runtime = match &*self.stage.lock() {
            Stage::Waiting { load, .. } => load.runtime.clone(),
            _ => return,
        };
        // made outside of the lock; a paused clock stands still from here to the end of the function
        let clock = {
            let _runtime = runtime.as_ref().map(Handle::enter);
            keep_clock()
        };
        let mut stage = self.stage.lock();
        match std::mem::replace(&mut *stage, Stage::Gone) {
            Stage::Waiting { load, .. } => {
                *stage = Stage::Queued {
                    load,
                    permit,
                    clock,
                }
            }
            // stopped meanwhile
            _ => return drop(stage),
        }
        drop(stage);
        let ride = Ride {
            hop: Arc::clone(self),
        };
        self.origin.lane.pool().submit(Box::new(move || ride.run()));
    }

    /// Runs the function, unless it was stopped.
    fn run(&self) {
        let mut stage = self.stage.lock();
        let Stage::Queued {
            load,
            permit,
            clock,
        } = std::mem::replace(&mut *stage, Stage::Gone)
        else {
            return;
        };
        drop(stage);
        let Load {
            function,
            runtime,
            span,
            mut tally,
        } = load;
        tally.start();
        let kept = clock.enter();
        let result = {
            let _runtime = runtime.as_ref().map(Handle::enter);
            let _context = self.origin.context().enter();
            let _span = span.enter();
            let _stack = stack::runs(self.origin.frame);
            catch_unwind(AssertUnwindSafe(function)).map_err(TaskError::panicked)
        };
        discard(&self.origin, (permit, runtime));
        if result.is_err() {
            tally.panicked();
        }
        drop(tally);
        span.in_scope(|| self.outcome.end(&self.origin, result));
        // after whoever waits has been woken: no moment in which a paused clock could jump
        drop(kept);
    }

    /// Takes the function from where it waits and drops it; false where it runs already or has run.
    fn take_back(&self) -> bool {
        let before = std::mem::replace(&mut *self.stage.lock(), Stage::Gone);
        let is_taken = !matches!(before, Stage::Gone);
        discard(&self.origin, before);
        is_taken
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
    fn start(self: Arc<Self>, parent: Option<FrameId>, spawned: bool) -> bool {
        if !self.origin.enter(Arc::clone(&self) as Arc<dyn Taken>) {
            return false;
        }
        let Origin {
            executor,
            lane,
            frame,
            site,
            ..
        } = &self.origin;
        let acquire = lane.permits().map(|ty| {
            executor
                .ledger()
                .acquire(ty, *frame, parent, spawned, *site)
        });
        let (runtime, span) = (Handle::try_current().ok(), Span::current());
        let tally = lane.tally();
        let is_limited = acquire.is_some();
        let mut stage = self.stage.lock();
        match std::mem::replace(&mut *stage, Stage::Gone) {
            Stage::Fresh(function) => {
                let load = Load {
                    function,
                    runtime,
                    span,
                    tally,
                };
                *stage = Stage::Waiting {
                    load,
                    acquire,
                    woken: false,
                };
            }
            // stopped meanwhile, by a shutdown
            _ => {
                drop(stage);
                return true;
            }
        }
        drop(stage);
        if is_limited {
            self.seek_permit();
        } else {
            self.submit(None);
        }
        true
    }

    fn forsake(&self) {
        self.origin.cancel();
        self.outcome.detach(&self.origin);
        if self.take_back() {
            self.outcome.end(&self.origin, Err(TaskError::Aborted));
        } else if self.origin.lane.permits().is_some() {
            self.origin.executor.ledger().detach(self.origin.frame);
        }
    }
}

impl<F, R> Taken for Hop<F, R>
where
    F: FnOnce() -> R + Send + 'static,
    R: Send + 'static,
{
    fn origin(&self) -> &Origin {
        &self.origin
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
        !matches!(*self.stage.lock(), Stage::Gone)
    }
}

impl<F, R> Started<R> for Hop<F, R>
where
    F: FnOnce() -> R + Send + 'static,
    R: Send + 'static,
{
    fn outcome(&self) -> &Outcome<R> {
        &self.outcome
    }
}

impl<F, R> Wake for Hop<F, R>
where
    F: FnOnce() -> R + Send + 'static,
    R: Send + 'static,
{
    fn wake(self: Arc<Self>) {
        self.seek_permit();
    }
}

/// A hop in the queue of a pool. Where the pool drops it unrun, whoever waits for it is told.
struct Ride<F, R>
where
    F: FnOnce() -> R + Send + 'static,
    R: Send + 'static,
{
    hop: Arc<Hop<F, R>>,
}

impl<F, R> Ride<F, R>
where
    F: FnOnce() -> R + Send + 'static,
    R: Send + 'static,
{
    fn run(self) {
        self.hop.run();
    }
}

impl<F, R> Drop for Ride<F, R>
where
    F: FnOnce() -> R + Send + 'static,
    R: Send + 'static,
{
    fn drop(&mut self) {
        self.hop.give_up(TaskError::ShutDown);
    }
}
