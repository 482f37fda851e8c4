//! The cell through which a piece of work hands its result to whoever waits for it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Waker};

use super::origin::{Failure, Origin};
use crate::block_on::look_briefly;
use crate::error::TaskError;
use crate::in_flight::Account;
use crate::sync::Mutex;

/// What a piece of work ends with.
pub(crate) type Ended<T> = Result<T, TaskError>;

/// Holds the result from when the work ends until it is read, and sees to it that a failure is read or reported, once.
pub(crate) struct Outcome<T> {
    state: Mutex<State<T>>,
    /// Set once there is a result: to be looked at without the lock. It publishes nothing.
    is_there: AtomicBool,
    failure: Failure<T>,
}

struct State<T> {
    /// There is a result, or there was one.
    ended: bool,
    /// The work itself has ended.
    is_over: bool,
    /// Nobody will read the result.
    detached: bool,
    result: Option<Ended<T>>,
    /// Of work that has ended, or is about to: so it is counted from then on.
    account: Option<Account>,
    /// It is in flight until the result is read.
    is_unread: bool,
    waker: Option<Waker>,
}

/// Who reads the result of work that has ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Reader {
    Somebody,
    Nobody,
}

impl<T> Outcome<T> {
    pub(crate) fn new(failure: Failure<T>) -> Self {
        let state = State {
            ended: false,
            is_over: false,
            detached: false,
            result: None,
            account: None,
            is_unread: false,
            waker: None,
        };
        Self {
            state: Mutex::new(state),
            is_there: AtomicBool::new(false),
            failure,
        }
    }

    /// Whether there is a result, read or not.
    pub(crate) fn has_ended(&self) -> bool {
        self.state.lock().ended
    }

    /// Whether the work itself has ended; its result may have yet to be read, or its failure to be reported.
    pub(crate) fn is_over(&self) -> bool {
        self.state.lock().is_over
    }

    /// How the work ended, where nobody has read its result yet.
    pub(crate) fn account(&self) -> Option<Account> {
        let state = self.state.lock();
        state.account.filter(|_| state.is_unread)
    }

    /// How the work is counted, once it runs no more.
    pub(crate) fn counted(&self) -> Option<Account> {
        self.state.lock().account
    }

    /// The work runs no more, and is about to end so.
    pub(crate) fn runs_no_more(&self, account: Account) {
        self.state.lock().account = Some(account);
    }

    /// The work has ended. Whoever reads the result is to take it out of what is in flight, by `account`; where nobody reads it, a
    /// failure is reported, and the caller is to do so.
    pub(crate) fn end(&self, origin: &Origin, result: Ended<T>, account: Account) -> Reader {
        let mut state = self.state.lock();
        state.is_over = true;
        let waker = state.waker.take();
        let reader = if state.detached || state.ended {
            drop(state);
            self.lose(origin, result);
            Reader::Nobody
        } else {
            state.ended = true;
            state.account = Some(account);
            state.is_unread = true;
            state.result = Some(result);
            drop(state);
            self.is_there.store(true, Ordering::Relaxed);
            Reader::Somebody
        };
        wake(waker);
        reader
    }

    /// Gives whoever waits for the work its result now; what the work itself ends with later is nobody's. False where it has ended, or
    /// its result was settled so before.
    pub(crate) fn end_early(&self, error: TaskError) -> bool {
        let mut state = self.state.lock();
        if state.ended || state.is_over {
            return false;
        }
        state.ended = true;
        if !state.detached {
            state.result = Some(Err(error));
        }
        let waker = state.waker.take();
        drop(state);
        wake(waker);
        true
    }

    /// Nobody will read the result. Reports a failure that is there already. Gives the account where the work has ended.
    #[must_use]
    pub(crate) fn detach(&self, origin: &Origin) -> Option<Account> {
        let mut state = self.state.lock();
        state.detached = true;
        let unread = state.result.take();
        let account = state.take_account();
        let waker = state.waker.take();
        drop(state);
        drop(waker);
        if let Some(unread) = unread {
            self.lose(origin, unread);
        }
        account
    }

    /// Looks for the result for a moment: where a thread has just taken the work and it is short, parking would take longer.
    pub(crate) fn spin(&self) {
        let _ = look_briefly(|| self.is_there.load(Ordering::Relaxed));
    }

    /// Has whoever waits for the result poll again.
    pub(crate) fn wake(&self) {
        let waker = self.state.lock().waker.take();
        wake(waker);
    }

    /// Takes the result, and the account where the work has ended, and not only its wait.
    ///
    /// # Panics
    ///
    /// Panics if it has been taken before.
    pub(crate) fn poll(&self, cx: &mut Context<'_>) -> Poll<(Ended<T>, Option<Account>)> {
        let mut state = self.state.lock();
        if let Some(result) = state.result.take() {
            return Poll::Ready((result, state.take_account()));
        }
        let read_twice = state.ended;
        let former = match &state.waker {
            Some(waker) if waker.will_wake(cx.waker()) => None,
            _ => state.waker.replace(cx.waker().clone()),
        };
        drop(state);
        // a waker may hold the last of something: after the lock
        drop(former);
        assert!(
            !read_twice,
            "a task was polled after it had given its result"
        );
        Poll::Pending
    }

    fn lose(&self, origin: &Origin, result: Ended<T>) {
        origin.report_lost(&result, self.failure);
        origin.discard(result);
    }
}

impl<T> State<T> {
    /// For who takes it out of what is in flight.
    fn take_account(&mut self) -> Option<Account> {
        let is_unread = std::mem::take(&mut self.is_unread);
        self.account.filter(|_| is_unread)
    }
}

fn wake(waker: Option<Waker>) {
    if let Some(waker) = waker {
        waker.wake();
    }
}
