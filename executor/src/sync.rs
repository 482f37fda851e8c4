//! The locks that the crate builds on.
//!
//! A panic in user code never happens while one of these is held, so poisoning would only turn one failure into many:
//! it is passed over.
//!
//! With `--cfg shuttle` the tests build on shuttle's locks instead, so that a model can run them in every order.

use std::time::Duration;

pub(crate) use locks::MutexGuard;
pub(crate) use locks::{atomic, thread, yield_now};

/// A mutex that knows no poisoning.
#[derive(Debug, Default)]
pub(crate) struct Mutex<T>(locks::Mutex<T>);

impl<T> Mutex<T> {
    pub(crate) const fn new(value: T) -> Self {
        Self(locks::Mutex::new(value))
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, T> {
        self.0.lock().unwrap_or_else(locks::PoisonError::into_inner)
    }
}

/// A condition variable for [`Mutex`].
#[derive(Debug, Default)]
pub(crate) struct Condvar(locks::Condvar);

impl Condvar {
    pub(crate) const fn new() -> Self {
        Self(locks::Condvar::new())
    }

    /// Waits to be notified, or for `timeout` to pass; whether it passed is the second part.
    pub(crate) fn wait_timeout<'a, T>(
        &self,
        guard: MutexGuard<'a, T>,
        timeout: Duration,
    ) -> (MutexGuard<'a, T>, bool) {
        locks::wait_timeout(&self.0, guard, timeout)
    }

    pub(crate) fn notify_one(&self) {
        self.0.notify_one();
    }

    pub(crate) fn notify_all(&self) {
        self.0.notify_all();
    }
}

#[cfg(not(all(test, shuttle)))]
mod locks {
    use std::time::Duration;

    pub(super) use std::sync::{Condvar, Mutex, PoisonError};
    pub(crate) use std::sync::{MutexGuard, atomic};
    pub(crate) use std::thread::{self, yield_now};

    pub(super) fn wait_timeout<'a, T>(
        condvar: &Condvar,
        guard: MutexGuard<'a, T>,
        timeout: Duration,
    ) -> (MutexGuard<'a, T>, bool) {
        let (guard, result) = condvar
            .wait_timeout(guard, timeout)
            .unwrap_or_else(PoisonError::into_inner);
        (guard, result.timed_out())
    }
}

#[cfg(all(test, shuttle))]
mod locks {
    use std::time::Duration;

    use shuttle::rand::{Rng, thread_rng};
    pub(super) use shuttle::sync::{Condvar, Mutex};
    pub(crate) use shuttle::sync::{MutexGuard, atomic};
    pub(crate) use shuttle::thread::{self, yield_now};
    pub(super) use std::sync::PoisonError;

    /// Shuttle knows no time: now and then the wait is given up, before or after others have run.
    pub(super) fn wait_timeout<'a, T>(
        condvar: &Condvar,
        guard: MutexGuard<'a, T>,
        _timeout: Duration,
    ) -> (MutexGuard<'a, T>, bool) {
        if thread_rng().gen_ratio(1, 4) {
            return (guard, true);
        }
        let guard = condvar.wait(guard).unwrap_or_else(PoisonError::into_inner);
        (guard, thread_rng().gen_ratio(1, 4))
    }
}
