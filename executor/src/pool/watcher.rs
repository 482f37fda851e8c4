//! The watcher: one more thread, which sees that work does not wait behind blocked threads.
//!
//! It sleeps unless jobs are submitted while others run. Awake, it looks at every thread in turn now and then: one that is still in
//! the job in which it was the last time is counted out of those who look at the queue. Once nobody looks, it adds threads, at most one
//! for each job: it wakes all that are idle, and starts three for each that is blocked, so that five steps lead from one to a
//! thousand.

use std::sync::Arc;
use std::time::Duration;

use crossbeam_utils::CachePadded;

use super::Shared;
use super::state::Grow;
use crate::sync::atomic::{AtomicBool, Ordering, fence};
use crate::sync::{Condvar, IN_MODEL, Mutex, yield_now};

/// The time between two looks while jobs are queued, at first.
const SHORT: Duration = Duration::from_micros(100);
/// The time between two looks after several that changed nothing. Two of them fit into a wait of a millisecond: looks that are as far
/// apart as jobs are long would find another job each time, take none for blocked, and start no threads.
const LONG: Duration = Duration::from_micros(300);
/// For each thread that is blocked, so many more are started.
const STEP: usize = 3;
/// So many looks at an empty queue, and the watcher sleeps.
const PATIENCE: u32 = if IN_MODEL { 0 } else { 10 };

/// The watcher as submissions see it.
pub(super) struct Watch {
    awake: CachePadded<AtomicBool>,
    stage: Mutex<Stage>,
    changed: Condvar,
}

#[derive(Default)]
struct Stage {
    has_thread: bool,
    closed: bool,
}

impl Watch {
    pub(super) fn new() -> Self {
        Self {
            awake: CachePadded::new(AtomicBool::new(false)),
            stage: Mutex::default(),
            changed: Condvar::new(),
        }
    }

    pub(super) fn is_awake(&self) -> bool {
        self.awake.load(Ordering::SeqCst)
    }

    pub(super) fn close(&self) {
        self.stage.lock().closed = true;
        self.changed.notify_all();
    }
}

/// Wakes the watcher of a pool, or starts it.
pub(super) fn wake(shared: &Arc<Shared>) {
    if shared.watch.awake.swap(true, Ordering::SeqCst) {
        return;
    }
    {
        let mut stage = shared.watch.stage.lock();
        if stage.closed {
            return;
        }
        if stage.has_thread {
            // Under the lock: it looks at `awake` under the lock before it sleeps.
            return shared.watch.changed.notify_one();
        }
        stage.has_thread = true;
    }
    let thread = Arc::clone(shared);
    let name = format!("executor-{}-watcher", shared.name);
    if (shared.start_thread)(name, Box::new(move || run(&thread))).is_err() {
        shared.watch.stage.lock().has_thread = false;
        shared.watch.awake.store(false, Ordering::SeqCst);
        // Nobody can tell who is blocked: all may be.
        let grow = shared.grow(&mut shared.state.lock());
        shared.carry_out(grow);
    }
}

/// As [`wake`], but never starts it.
pub(super) fn wake_where_started(shared: &Arc<Shared>) {
    let has_thread = shared.watch.stage.lock().has_thread;
    if has_thread {
        wake(shared);
    }
}

fn run(shared: &Arc<Shared>) {
    let (mut empty, mut same) = (0, 0);
    loop {
        let pause = if empty > 1 || same > 4 { LONG } else { SHORT };
        if !pause_for(shared, pause) {
            return;
        }
        if shared.queue.is_empty() {
            empty += 1;
            if empty > PATIENCE {
                empty = 0;
                if !sleep(shared) {
                    return;
                }
            }
            continue;
        }
        empty = 0;
        same = if look(shared) { 0 } else { same + 1 };
    }
}

/// Looks at all threads; whether that changed anything.
fn look(shared: &Arc<Shared>) -> bool {
    let mut grows = Vec::new();
    let mut changed = false;
    {
        let mut state = shared.state.lock();
        for slot in state.slots() {
            if slot.count_out_if_stuck() {
                shared.looking.take_one();
                changed = true;
            }
        }
        if shared.looking.is_nobody() {
            let at_hand = state.idle() + state.active() * STEP;
            let wanted = at_hand.clamp(1, shared.queue.len().max(1));
            let grow = || Some(shared.grow(&mut state)).filter(|grow| *grow != Grow::Enough);
            grows.extend(std::iter::from_fn(grow).take(wanted));
        }
    }
    changed |= !grows.is_empty();
    for grow in grows {
        shared.carry_out(grow);
    }
    changed
}

/// Waits between two looks; `false`: the pool has closed.
fn pause_for(shared: &Shared, pause: Duration) -> bool {
    let stage = shared.watch.stage.lock();
    if stage.closed {
        return false;
    }
    // Models know no time: nobody would end this wait.
    if IN_MODEL {
        drop(stage);
        yield_now();
        return true;
    }
    !shared.watch.changed.wait_timeout(stage, pause).0.closed
}

/// Sleeps until it is woken; `false`: it was not for long, or the pool has closed, and it ends.
fn sleep(shared: &Shared) -> bool {
    let watch = &shared.watch;
    let mut stage = watch.stage.lock();
    if stage.closed {
        return false;
    }
    watch.awake.store(false, Ordering::SeqCst);
    // A submission between the last look and here counted on this thread.
    fence(Ordering::SeqCst);
    if !shared.queue.is_empty() {
        watch.awake.store(true, Ordering::SeqCst);
        return true;
    }
    loop {
        let expired;
        (stage, expired) = watch.changed.wait_timeout(stage, shared.idle);
        if stage.closed {
            return false;
        }
        if watch.is_awake() {
            return true;
        }
        if expired {
            stage.has_thread = false;
            return false;
        }
    }
}
