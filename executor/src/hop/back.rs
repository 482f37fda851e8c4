//! The way back: a result, or an end without a run, and who hears of it.

use std::sync::atomic::Ordering;
use std::task::{Context, Poll, ready};

use super::Hop;
use crate::context;
use crate::error::TaskError;
use crate::in_flight::{About, Account, Met, Pace, Stop, Taken, Ticket};
use crate::started::{Ended, Origin, Reader, Started};

impl<F, R> Hop<F, R>
where
    F: FnOnce() -> R + Send + 'static,
    R: Send + 'static,
{
    /// It has ended, and is in flight until its result is read, by whom that is its caller's thread, where it came in.
    pub(super) fn end(&self, result: Ended<R>, account: Account) {
        match self.outcome.end(&self.origin, result, account) {
            Reader::Somebody => self.origin.engine.in_flight().has_ended(),
            Reader::Nobody => self.leave(account),
        }
    }

    /// It is in flight no more. Does nothing the second time.
    pub(super) fn leave(&self, account: Account) {
        let ticket = Ticket::of_number(self.ticket.swap(0, Ordering::Relaxed));
        if let Some(ticket) = ticket {
            self.origin.engine.in_flight().leave(ticket, account);
        }
    }

    pub(super) fn cancel(&self) {
        // Relaxed: a hint, which publishes nothing
        self.is_cancelled.store(true, Ordering::Relaxed);
    }

    /// Ends the work without a run, and drops the function in its context; false where it runs already or has run.
    pub(super) fn give_up(&self, why: TaskError) -> bool {
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
