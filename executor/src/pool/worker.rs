//! What a thread of a pool does: it runs jobs, looks for more for a short while, then parks.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::runtime::{Handle, Id};

use super::slot::Slot;
use super::state::{Grow, Woken};
use super::{Job, Shared, waiting};
use crate::sync::atomic::Ordering;
use crate::sync::{IN_MODEL, yield_now};

/// How often a thread without work looks again at once: for a microsecond or two, in which a lone caller has its next call.
const LOOKS_AT_ONCE: u32 = if IN_MODEL { 0 } else { 60 };

/// How often it looks after that, before it parks; it gives way to any other thread in between.
const LOOKS: u32 = if IN_MODEL { 1 } else { 40 };

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
    let mut pace = Pace::new();
    let mut next = take_job(shared, &mut pace);
    while let Some(mut job) = next {
        let runtime = job.take_runtime();
        let _entered = runtime.as_ref().map(Handle::enter);
        let id = runtime.as_ref().map(Handle::id);
        next = run_all_of(id, job, shared, slot, &mut pace);
    }
}

/// Runs `job` and those after it whose callers live on the same runtime, which is entered once; gives the first of another.
fn run_all_of(
    runtime: Option<Id>,
    mut job: Job,
    shared: &Arc<Shared>,
    slot: &Slot,
    pace: &mut Pace,
) -> Option<Job> {
    loop {
        run_job(shared, slot, job);
        if pace.is_slow() && shared.looking.count() < shared.cores && !shared.queue.is_empty() {
            let grow = shared.grow(&mut shared.state.lock());
            shared.carry_out(grow);
        }
        job = take_job(shared, pace)?;
        if job.runtime() != runtime {
            return Some(job);
        }
    }
}

/// Takes the next job; none where there has been none for a short while, or there are too many threads.
fn take_job(shared: &Shared, pace: &mut Pace) -> Option<Job> {
    for looks in 0..LOOKS_AT_ONCE + LOOKS {
        if shared.surplus.load(Ordering::Relaxed) {
            return None;
        }
        if let Some(job) = shared.queue.pop() {
            return Some(job);
        }
        pace.start_anew();
        if looks < LOOKS_AT_ONCE {
            std::hint::spin_loop();
        } else if looks + 1 < LOOKS_AT_ONCE + LOOKS {
            yield_now();
        }
    }
    None
}

/// How long the jobs of a thread take, on the average of a few: to read the clock takes as long as a short job.
struct Pace {
    jobs: u32,
    since: Option<Instant>,
}

impl Pace {
    /// So many are measured together.
    const FEW: u32 = 4;

    fn new() -> Self {
        Self {
            jobs: 0,
            since: None,
        }
    }

    /// The thread has been idle since the last job.
    fn start_anew(&mut self) {
        *self = Self::new();
    }

    /// Counts one more job; whether the last few were slow.
    fn is_slow(&mut self) -> bool {
        self.jobs += 1;
        if self.jobs < Self::FEW {
            return false;
        }
        self.jobs = 0;
        let now = Instant::now();
        let before = self.since.replace(now);
        before.is_some_and(|before| now - before > WORTH_A_THREAD * Self::FEW)
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
