//! What a thread of a pool does: it runs jobs, looks for more for a short while, then parks.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::slot::Slot;
use super::state::{Grow, Woken};
use super::{Job, Shared, waiting};
use crate::sync::atomic::Ordering;
use crate::sync::yield_now;

/// How often a thread without work looks again before it parks; it gives way to any other thread in between.
const LOOKS: u32 = if cfg!(all(test, shuttle)) { 1 } else { 32 };

/// A job that lasts so long is worth the wake-up of another thread, where more wait.
const WORTH_A_THREAD: Duration = Duration::from_micros(20);

/// Runs jobs until the pool closes, or until there has been nothing to do for long.
pub(super) fn run(shared: &Arc<Shared>) {
    let slot = shared.state.lock().enter();
    let _mine = waiting::enter(shared, &slot);
    loop {
        run_jobs(shared, &slot);
        if !park(shared, &slot) {
            return;
        }
    }
}

/// Runs what is queued, until there has been nothing for a short while, or there are too many threads.
fn run_jobs(shared: &Arc<Shared>, slot: &Slot) {
    let mut looks = 0;
    let mut slow = 0;
    let mut since = Instant::now();
    while !shared.surplus.load(Ordering::Relaxed) {
        let Some(job) = shared.queue.pop() else {
            if looks == LOOKS {
                return;
            }
            looks += 1;
            yield_now();
            since = Instant::now();
            continue;
        };
        looks = 0;
        run_job(shared, slot, job);
        let now = Instant::now();
        slow = if now - since > WORTH_A_THREAD {
            slow + 1
        } else {
            0
        };
        since = now;
        if slow > 1 && shared.looking.count() < shared.cores && !shared.queue.is_empty() {
            slow = 0;
            let grow = shared.grow(&mut shared.state.lock());
            shared.carry_out(grow);
        }
    }
}

fn run_job(shared: &Shared, slot: &Slot, job: Job) {
    slot.begin();
    // A job must not unwind; if it does all the same, the counts must still hold.
    let _ = catch_unwind(AssertUnwindSafe(move || job.run()));
    if slot.end() {
        shared.looking.add_one();
    }
}

/// Parks an idle thread; `false`: the pool has closed, or it was not needed for long, and it ends.
fn park(shared: &Arc<Shared>, slot: &Arc<Slot>) -> bool {
    let deadline = Instant::now() + shared.idle;
    let mut state = shared.state.lock();
    shared.looking.take_one();
    if !state.go_idle() {
        state.leave(slot);
        return false;
    }
    shared.note_surplus(&state);
    // A job that came since the last look, whose submission still counted on this thread.
    let grow = shared.grow_if_nobody_looks(&mut state);
    if grow == Grow::Start {
        drop(state);
        shared.carry_out(grow);
        state = shared.state.lock();
    }
    let mut expired = false;
    loop {
        // Granted in the same moment as expired: the wake-up counts, or its job would wait for nobody.
        match state.take_grant() {
            Some(Woken::Granted) => return true,
            Some(Woken::Closed) => {
                state.leave(slot);
                return false;
            }
            None => {}
        }
        if expired {
            state.expire();
            state.leave(slot);
            return false;
        }
        let left = deadline.saturating_duration_since(Instant::now());
        (state, expired) = shared.granted.wait_timeout(state, left);
    }
}
