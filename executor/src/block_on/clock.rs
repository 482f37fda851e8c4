//! Keeps a paused clock from running ahead of sync work.
//!
//! A current-thread runtime with a paused clock skips to the next timer as soon as it has nothing to do, unless it runs work
//! of `spawn_blocking`. Our pools are not known to it, so while a job runs whose caller lives on such a runtime, one
//! `spawn_blocking` call of that runtime, shared by all its jobs, holds the clock. A job that itself waits for a future lets
//! go, since what it waits for may be a timer.
//!
//! A clock that is paused only after the work has begun is not kept.

use std::cell::RefCell;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::runtime::Handle;
use tokio::task::JoinHandle;

use super::place;
use crate::housekeeping::start_task;
use crate::sync::{Latch, Mutex, StaticMutex};

thread_local! {
    /// The runtimes whose clocks stand still for the work of this thread.
    static KEPT: RefCell<Vec<Arc<Runtime>>> = const { RefCell::new(Vec::new()) };
}

/// The runtimes whose clocks are kept by anybody.
static RUNTIMES: StaticMutex<Vec<Arc<Runtime>>> = StaticMutex::new(Vec::new());

/// While it is alive, the paused clock of the runtime it was made in does not advance by itself. Nothing where the clock is
/// not paused.
#[must_use = "the clock is kept until this is dropped"]
pub(crate) struct ClockKeeper(Option<Arc<Runtime>>);

/// Keeps the clock of the runtime. Call it where the work is submitted; [`ClockKeeper::enter`] where it runs.
pub(crate) fn keep_clock_of(runtime: Option<&Handle>) -> ClockKeeper {
    let paused = runtime.filter(|runtime| {
        // only such a clock can be paused, and most are not of that kind
        place::is_current_thread(runtime) && {
            let _entered = runtime.enter();
            is_paused(runtime)
        }
    });
    ClockKeeper(paused.map(|handle| {
        let runtime = Runtime::of(handle.clone());
        runtime.keep();
        runtime
    }))
}

impl ClockKeeper {
    #[cfg(all(test, not(any(shuttle, executor_loom))))]
    pub(super) fn keeps(&self) -> bool {
        self.0.is_some()
    }

    /// Says that the work runs on this thread: if it waits for a future, the clock may advance meanwhile.
    ///
    /// Drop what it returns only after the caller was given the answer, or the clock could skip in between.
    pub(crate) fn enter(self) -> KeptHere {
        if let Some(runtime) = &self.0 {
            let _ = KEPT.try_with(|kept| kept.borrow_mut().push(Arc::clone(runtime)));
        }
        KeptHere {
            keeper: self,
            not_send: PhantomData,
        }
    }
}

impl Drop for ClockKeeper {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.let_go();
        }
    }
}

/// Keeps the clock while the work runs on this thread; guards must be dropped in reverse order.
#[must_use = "the clock is kept until this is dropped"]
pub(crate) struct KeptHere {
    keeper: ClockKeeper,
    not_send: PhantomData<*const ()>,
}

impl Drop for KeptHere {
    fn drop(&mut self) {
        if self.keeper.0.is_some() {
            let _ = KEPT.try_with(|kept| kept.borrow_mut().pop());
        }
    }
}

/// The runtimes whose clocks stand still for the work of this thread.
pub(super) fn kept_here() -> Vec<Arc<Runtime>> {
    KEPT.try_with(|kept| kept.borrow().clone())
        .unwrap_or_default()
}

/// Clocks that are let go until this is dropped.
pub(super) struct Suspended(Vec<Arc<Runtime>>);

impl Suspended {
    pub(super) const NONE: Self = Self(Vec::new());

    pub(super) fn new(kept: Vec<Arc<Runtime>>) -> Self {
        kept.iter().for_each(Runtime::let_go);
        Self(kept)
    }
}

impl Drop for Suspended {
    fn drop(&mut self) {
        self.0.iter().for_each(Runtime::keep);
    }
}

/// A runtime whose clock is paused.
pub(super) struct Runtime {
    handle: Handle,
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    /// How many jobs keep the clock.
    count: usize,
    hold: Option<Hold>,
}

impl Runtime {
    fn of(handle: Handle) -> Arc<Self> {
        let mut runtimes = RUNTIMES.lock();
        // Only those stay that somebody still holds besides this list.
        runtimes.retain(|runtime| Arc::strong_count(runtime) > 1);
        let id = handle.id();
        if let Some(found) = runtimes.iter().find(|runtime| runtime.handle.id() == id) {
            return Arc::clone(found);
        }
        let runtime = Arc::new(Self {
            handle,
            kept: Mutex::default(),
        });
        runtimes.push(Arc::clone(&runtime));
        runtime
    }

    fn keep(self: &Arc<Self>) {
        let mut kept = self.kept.lock();
        kept.count += 1;
        if kept.hold.is_none() {
            kept.hold = Some(Hold::new(&self.handle));
        }
    }

    fn let_go(self: &Arc<Self>) {
        let mut kept = self.kept.lock();
        kept.count -= 1;
        if kept.count == 0 {
            kept.hold = None;
        }
    }
}

/// Blocking work of a runtime that does nothing but hold its clock, until this is dropped or the runtime shuts down.
struct Hold {
    runtime: Handle,
    end: Latch<()>,
    until_shutdown: JoinHandle<()>,
}

impl Hold {
    fn new(runtime: &Handle) -> Self {
        let end = Latch::new();
        let ended = end.clone();
        // The clock stands from here on, not only once the closure runs.
        runtime.spawn_blocking(move || ended.wait(Duration::MAX));
        // A runtime that is dropped drops its tasks, then waits for its blocking work: it must not wait for our job.
        let shutdown = end.set_on_drop(());
        let until_shutdown = async move {
            let _shutdown = shutdown;
            std::future::pending().await
        };
        Self {
            until_shutdown: start_task(runtime, Box::pin(until_shutdown)),
            runtime: runtime.clone(),
            end,
        }
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        // By a task: a runtime that was just going to park may not know yet of the timer that this thread waits for, and
        // would skip to a later one. Once it has run the task it knows.
        let end = self.end.set_on_drop(());
        drop(start_task(
            &self.runtime,
            Box::pin(async move { drop(end) }),
        ));
        self.until_shutdown.abort();
    }
}

/// Whether the clock of `runtime`, which must be the current one, stands still: time has passed outside, and none in it.
///
/// Tokio tells so only under its `test-util` feature, which is the user's to choose. Where the clock runs the two instants of
/// tokio differ, since the ones of std between them do. A paused one may be advanced just now, so it is asked thrice.
pub(super) fn is_paused(runtime: &Handle) -> bool {
    place::is_current_thread(runtime)
        && (0..3).any(|_| {
            let before = tokio::time::Instant::now();
            let start = Instant::now();
            while Instant::now() == start {}
            tokio::time::Instant::now() == before
        })
}
