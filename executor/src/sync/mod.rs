//! What threads share: the locks that the crate builds on, handles, shards.
//!
//! A panic in user code never happens while one of these is held, so poisoning would only turn one failure into many:
//! it is passed over.
//!
//! Models build on the locks of their tool instead: with `--cfg shuttle` on those of shuttle, which tries schedules at random, with
//! `--cfg executor_loom` on those of loom, which goes through all schedules, weak memory orderings included. (Plain `loom` would
//! change other crates too, tokio among them.)

mod lasting;
mod latch;
#[cfg(not(all(test, any(shuttle, executor_loom))))]
mod plain;
pub(crate) mod shard;
#[cfg(all(test, executor_loom))]
mod with_loom;
#[cfg(all(test, shuttle))]
mod with_shuttle;

#[cfg(not(all(test, any(shuttle, executor_loom))))]
use self::plain as locks;
#[cfg(all(test, executor_loom))]
use self::with_loom as locks;
#[cfg(all(test, shuttle))]
use self::with_shuttle as locks;
use std::sync::PoisonError;
use std::time::Duration;

pub(crate) use self::lasting::Lasting;
pub(crate) use self::latch::Latch;
#[cfg(all(test, any(shuttle, executor_loom)))]
pub(crate) use locks::check;
#[cfg(all(test, executor_loom))]
pub(crate) use locks::check_from;
pub(crate) use locks::{MutexGuard, Queue, atomic, thread, yield_now};

/// Whether this runs in a model, where loops that mean to wait for a while are kept short.
pub(crate) const IN_MODEL: bool = cfg!(all(test, any(shuttle, executor_loom)));

/// A mutex that knows no poisoning.
#[derive(Debug, Default)]
pub(crate) struct Mutex<T>(locks::Mutex<T>);

impl<T> Mutex<T> {
    pub(crate) fn new(value: T) -> Self {
        Self(locks::Mutex::new(value))
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, T> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A mutex for what belongs to the whole program. Models do without: they end many times in one program.
#[derive(Debug, Default)]
pub(crate) struct StaticMutex<T>(std::sync::Mutex<T>);

impl<T> StaticMutex<T> {
    pub(crate) const fn new(value: T) -> Self {
        Self(std::sync::Mutex::new(value))
    }

    pub(crate) fn lock(&self) -> std::sync::MutexGuard<'_, T> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A condition variable for [`Mutex`].
#[derive(Debug, Default)]
pub(crate) struct Condvar(locks::Condvar);

impl Condvar {
    pub(crate) fn new() -> Self {
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
