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
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::task::{Context, Poll, Wake, Waker, ready};

use tokio::runtime::Handle;

use self::stage::Stage;
use crate::block_on::keep_clock_of;
use crate::context;
use crate::engine::Engine;
use crate::error::TaskError;
use crate::in_flight::{About, Account, Met, Pace, Stop, Taken, Ticket};
use crate::lane::Lane;
use crate::lasting::Lasting;
use crate::origin::{Failure, Origin};
use crate::outcome::{Ended, Outcome, Reader};
use crate::permit::{Acquire, FrameId, Permit};
use crate::pool::{Job, Run};
use crate::site::Site;
use crate::stopwatch::Stopwatch;
use crate::task::Started;

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

    /// Enters it among what is in flight; `None` where the executor does not take it.
    fn enter(self: &Arc<Self>) -> Option<Stopwatch> {
        let Origin { engine, lane, .. } = &self.origin;
        let taken = Arc::clone(self) as Arc<dyn Taken>;
        let is_needed = !self.is_spawned || engine.runs_the_caller();
        // Relaxed, here and in `leave`: who stops it has found it under the same lock, and its thread has it from the queue
        let entered = |ticket: Ticket| self.ticket.store(ticket.to_number(), Ordering::Relaxed);
        let in_flight = engine.in_flight();
        in_flight.enter_function(lane.index(), taken, is_needed, entered)
    }

    /// It has ended, and is in flight until its result is read, by whom that is its caller's thread, where it came in.
    fn end(&self, result: Ended<R>, account: Account) {
        match self.outcome.end(&self.origin, result, account) {
            Reader::Somebody => self.origin.engine.in_flight().has_ended(),
            Reader::Nobody => self.leave(account),
        }
    }

    /// It is in flight no more. Does nothing the second time.
    fn leave(&self, account: Account) {
        let ticket = Ticket::of_number(self.ticket.swap(0, Ordering::Relaxed));
        if let Some(ticket) = ticket {
            self.origin.engine.in_flight().leave(ticket, account);
        }
    }

    fn cancel(&self) {
        // Relaxed: a hint, which publishes nothing
        self.is_cancelled.store(true, Ordering::Relaxed);
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
                    self.origin.discard(acquire);
                    let _ = self.give_up(TaskError::panicked(payload));
                    return;
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
        let Some(runtime) = self.stage.take_runtime() else {
            return;
        };
        // made outside of the lock; a paused clock stands still from here to the end of the function
        let clock = keep_clock_of(runtime.as_ref());
        let pool = self.origin.lane.pool();
        let is_borrowed = permit.as_ref().is_some_and(Permit::is_borrowed);
        let one_more = is_borrowed.then(|| pool.one_more());
        if self.stage.queue(permit, clock) {
            let work = Arc::clone(self) as Arc<dyn Run>;
            pool.submit(Job::new(work, runtime, one_more));
        }
    }

    /// Ends the work without a run, and drops the function in its context; false where it runs already or has run.
    fn give_up(&self, why: TaskError) -> bool {
        let Some(mut taken) = self.stage.take() else {
            return false;
        };
        let account = Account {
            waited: taken.waited(),
            ..Account::default()
        };
        self.outcome.runs_no_more(account);
        {
            let Origin { engine, frame, .. } = &self.origin;
            let _context = context::Context::of_work(engine.clone(), *frame, None).enter();
            self.origin.discard(taken);
        }
        self.end(Err(why), account);
        true
    }
}

impl<F, R> Hops<R> for Hop<F, R>
where
    F: FnOnce() -> R + Send + 'static,
    R: Send + 'static,
{
    fn start(self: Arc<Self>, parent: Option<FrameId>) -> bool {
        let Some(stopwatch) = self.enter() else {
            return false;
        };
        let runtime = Handle::try_current().ok();
        let Origin {
            engine,
            lane,
            frame,
            site,
        } = &self.origin;
        let Some(ty) = lane.permits() else {
            let clock = keep_clock_of(runtime.as_ref());
            // it may have been stopped by a shutdown meanwhile
            if self.stage.queue_fresh(stopwatch, clock) {
                let lane = lane.clone();
                lane.pool().submit(Job::new(self, runtime, None));
            }
            return true;
        };
        let acquire = Acquire::new(engine.ledger(), ty, *frame, parent, self.is_spawned, **site);
        // one that is awaited asks not before there is somebody to be woken
        if self.stage.begin(stopwatch, acquire, runtime) && self.is_spawned {
            self.poll_permit();
        }
        true
    }

    fn seek_permit(self: Arc<Self>) {
        self.poll_permit();
    }

    fn look(&self) {
        self.outcome.spin();
    }

    fn forsake(&self) {
        self.cancel();
        Started::detach(self);
        if !self.give_up(TaskError::Aborted) && self.origin.lane.permits().is_some() {
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
        About {
            site: *self.origin.site,
            lane: self.origin.lane.index(),
            frame: self.origin.frame,
            can_be_stopped: !self.stage.is_gone(),
        }
    }

    fn stop(&self, why: Stop) -> Met {
        let error = || match why {
            Stop::Abort => TaskError::Aborted,
            Stop::ShutDown => TaskError::ShutDown,
        };
        self.cancel();
        // first, so that of two who stop it at the same time one settles what it ends with, whoever of them drops it
        let is_settled = !self.outcome.end_early(error());
        let is_given_up = self.give_up(error());
        match (is_settled, is_given_up) {
            (true, _) => Met::Settled,
            (false, true) => Met::Waiting,
            (false, false) => Met::Running,
        }
    }

    fn is_cancelled(&self) -> bool {
        self.is_cancelled.load(Ordering::Relaxed)
    }

    fn pace(&self) -> Pace {
        if self.stage.is_gone() {
            Pace::Runs
        } else {
            Pace::Queued
        }
    }

    fn is_over(&self) -> bool {
        self.outcome.is_over()
    }

    fn ended(&self) -> Option<Account> {
        self.outcome.account()
    }

    fn counted(&self) -> Option<Account> {
        self.outcome.counted()
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

    fn poll(&self, cx: &mut Context<'_>) -> Poll<Ended<R>> {
        let (result, account) = ready!(self.outcome.poll(cx));
        if let Some(account) = account {
            self.leave(account);
        }
        Poll::Ready(result)
    }

    fn has_ended(&self) -> bool {
        self.outcome.has_ended()
    }

    fn detach(&self) {
        if let Some(account) = self.outcome.detach(&self.origin) {
            self.leave(account);
        }
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
    fn run(self: Arc<Self>) {
        if let Some(queued) = self.stage.take_queued() {
            ride::run(queued, &self);
        }
    }

    fn lose(&self) {
        // it runs already, or has run, where it was not given up
        let _ = self.give_up(TaskError::ShutDown);
    }
}

#[cfg(all(test, not(shuttle)))]
mod tests {
    use super::Hop;

    /// Each line of the cache that a hop takes travels to another core and back.
    #[test]
    fn a_hop_takes_few_lines_of_the_cache() {
        let size = size_of::<Hop<fn() -> u64, u64>>();
        assert!(size <= 256, "{size} bytes");
    }
}
