//! The locks of shuttle.

use std::sync::PoisonError;
use std::time::Duration;

pub(crate) use crossbeam_queue::SegQueue as Queue;
use shuttle::rand::{Rng, thread_rng};
pub(super) use shuttle::sync::{Condvar, Mutex};
pub(crate) use shuttle::sync::{MutexGuard, atomic};
pub(crate) use shuttle::thread::{self, yield_now};

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

/// Runs the model in so many schedules, or in `EXECUTOR_SCHEDULES` times as many.
pub(crate) fn check(schedules: usize, model: impl Fn() + Send + Sync + 'static) {
    let times = std::env::var("EXECUTOR_SCHEDULES");
    let times = times.map_or(1, |times| times.parse().expect("a number"));
    shuttle::check_random(model, schedules * times);
}
