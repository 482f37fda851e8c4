//! The locks of the standard library.

use std::sync::PoisonError;
use std::time::Duration;

pub(crate) use crossbeam_queue::SegQueue as Queue;
pub(super) use std::sync::{Condvar, Mutex};
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
