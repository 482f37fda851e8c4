//! The locks of loom, and a queue that is built on them.

use std::collections::VecDeque;
use std::ops::{Deref, DerefMut};
use std::sync::{LockResult, PoisonError};
use std::time::Duration;

use loom::model::Builder;

use self::atomic::{AtomicUsize, Ordering};
pub(super) use loom::sync::Condvar;
pub(crate) use loom::sync::atomic;
pub(crate) use loom::thread::{self, yield_now};

/// Loom's, with a guard that knows what it guards.
#[derive(Debug, Default)]
pub(super) struct Mutex<T>(loom::sync::Mutex<T>);

pub(crate) struct MutexGuard<'a, T> {
    mutex: &'a Mutex<T>,
    guard: loom::sync::MutexGuard<'a, T>,
}

impl<T> Mutex<T> {
    pub(super) fn new(value: T) -> Self {
        Self(loom::sync::Mutex::new(value))
    }

    pub(super) fn lock(&self) -> LockResult<MutexGuard<'_, T>> {
        let guarded = |guard| MutexGuard { mutex: self, guard };
        match self.0.lock() {
            Ok(guard) => Ok(guarded(guard)),
            Err(poison) => Err(PoisonError::new(guarded(poison.into_inner()))),
        }
    }
}

impl<T> Deref for MutexGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.guard
    }
}

impl<T> DerefMut for MutexGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.guard
    }
}

/// Loom knows no time: a wait for no time at all is over once others may have run, any other one is never given up.
pub(super) fn wait_timeout<'a, T>(
    condvar: &Condvar,
    guard: MutexGuard<'a, T>,
    timeout: Duration,
) -> (MutexGuard<'a, T>, bool) {
    let MutexGuard { mutex, guard } = guard;
    if timeout.is_zero() {
        drop(guard);
        let guard = mutex.lock().unwrap_or_else(PoisonError::into_inner);
        return (guard, true);
    }
    let guard = condvar.wait(guard).unwrap_or_else(PoisonError::into_inner);
    (MutexGuard { mutex, guard }, false)
}

/// In place of `crossbeam_queue::SegQueue`, whose own steps loom would not see. It promises less: whether it is empty is told by a
/// load that may be of the past, where that one's is ordered by a fence or sequentially consistent.
pub(crate) struct Queue<T> {
    queued: Mutex<VecDeque<T>>,
    len: AtomicUsize,
}

impl<T> Queue<T> {
    pub(crate) fn new() -> Self {
        Self {
            queued: Mutex::new(VecDeque::new()),
            len: AtomicUsize::new(0),
        }
    }

    pub(crate) fn push(&self, value: T) {
        let mut queued = self.queued.lock().unwrap();
        queued.push_back(value);
        self.len.store(queued.len(), Ordering::Release);
    }

    pub(crate) fn pop(&self) -> Option<T> {
        if self.is_empty() {
            return None;
        }
        let mut queued = self.queued.lock().unwrap();
        let value = queued.pop_front();
        self.len.store(queued.len(), Ordering::Release);
        value
    }

    pub(crate) fn len(&self) -> usize {
        self.len.load(Ordering::Acquire)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Runs the model in all schedules with at most so many switches away from a thread that could go on; in all there are, for `None`.
pub(crate) fn check(switches: Option<usize>, model: impl Fn() + Send + Sync + 'static) {
    builder(switches).check(model);
}

/// As [`check`], from where the model calls `loom::explore` on; before that it runs in one schedule.
pub(crate) fn check_from(switches: Option<usize>, model: impl Fn() + Send + Sync + 'static) {
    let mut builder = builder(switches);
    builder.expect_explicit_explore = true;
    builder.check(model);
}

fn builder(switches: Option<usize>) -> Builder {
    let mut builder = Builder::new();
    builder.preemption_bound = switches;
    builder.max_branches = 10_000;
    builder
}
