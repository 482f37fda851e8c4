//! The way there: in flight, with a permit, into the queue of a pool.
//!
//! A permit that was granted is taken by whoever wakes the wait for it, so that the function goes to its thread at once, also where
//! the thread that asked for it is blocked. The suspicion of a knot is another matter: it is looked into once the task that awaits
//! the function has polled all that it joins, so the wake-up is passed on to that task. Only where nobody awaits the function in
//! place, the wake-up itself looks.

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::{Context, Poll, Wake, Waker};

use tokio::runtime::Handle;

use super::{Hop, Hops, ride};
use crate::block_on::keep_clock_of;
use crate::error::TaskError;
use crate::frame::FrameId;
use crate::in_flight::{Taken, Ticket};
use crate::permit::{Acquire, Permit};
use crate::pool::{Job, Run};
use crate::started::{Origin, Started};
use crate::times::Stopwatch;

impl<F, R> Hop<F, R>
where
    F: FnOnce() -> R + Send + 'static,
    R: Send + 'static,
{
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
