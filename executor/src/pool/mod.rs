//! The threads behind sync work: one pool a task type, so that a full type never delays another.
//!
//! `README.md` beside this file explains the rule by which a pool grows, waits and shrinks.

mod job;
mod looking;
#[cfg(all(test, executor_loom))]
mod loom;
mod slot;
mod state;
mod threads;
mod waiting;
mod watcher;
mod worker;

#[cfg(all(test, shuttle))]
mod shuttle;
#[cfg(all(test, not(any(shuttle, executor_loom))))]
mod tests;

use std::sync::Arc;
use std::time::Duration;

pub(crate) use self::job::{Job, Run};
use self::looking::Looking;
use self::state::{Grow, State};
use self::threads::StartThread;
pub(crate) use self::waiting::waiting;
use self::watcher::Watch;
use crate::sync::atomic::{AtomicBool, Ordering, fence};
use crate::sync::{Condvar, Mutex, Queue};

/// How long a thread stays when there is nothing to do.
const IDLE: Duration = Duration::from_secs(10);

/// The threads of one task type. Clones are handles to the same threads; the pool closes with the last of them.
#[derive(Clone)]
pub(crate) struct Pool(Arc<CloseOnDrop>);

struct CloseOnDrop(Arc<Shared>);

/// What the handles and the threads of a pool share.
struct Shared {
    name: &'static str,
    idle: Duration,
    start_thread: StartThread,
    closed: AtomicBool,
    queue: Queue<Job>,
    looking: Looking,
    /// Threads that came back from a wait are too many: whoever ends a job first parks.
    surplus: AtomicBool,
    /// So many threads may run jobs although none is blocked.
    cores: usize,
    state: Mutex<State>,
    /// Notified once for each wake-up that the state grants to an idle thread.
    granted: Condvar,
    watch: Watch,
}

impl Pool {
    /// A pool without threads yet: at most `max_threads` (one at least) run jobs at a time.
    pub(crate) fn new(name: &'static str, max_threads: usize) -> Self {
        Self::with(name, max_threads, IDLE, threads::start())
    }

    fn with(
        name: &'static str,
        max_threads: usize,
        idle: Duration,
        start_thread: StartThread,
    ) -> Self {
        let shared = Shared {
            name,
            idle,
            start_thread,
            closed: AtomicBool::new(false),
            queue: Queue::new(),
            looking: Looking::new(),
            surplus: AtomicBool::new(false),
            cores: threads::cores(),
            state: Mutex::new(State::new(max_threads)),
            granted: Condvar::new(),
            watch: Watch::new(),
        };
        Self(Arc::new(CloseOnDrop(Arc::new(shared))))
    }

    /// Runs `job` on one of the threads, in the order of submission. A closed pool drops it unrun.
    pub(crate) fn submit(&self, job: impl Into<Job>) {
        let (shared, job) = (&self.0.0, job.into());
        if shared.closed.load(Ordering::Relaxed) {
            return drop(job);
        }
        shared.queue.push(job);
        // Between the push and the looks at who else is there: see "No lost wake-up" in the README.
        fence(Ordering::SeqCst);
        if shared.looking.is_nobody() {
            shared.see_that_somebody_looks();
        } else if !shared.watch.is_awake() {
            watcher::wake(shared);
        }
        if shared.closed.load(Ordering::Relaxed) {
            shared.drop_queued();
        }
    }

    /// Allows one more thread than `max_threads` until the guard is dropped: for a job whose caller occupies a thread and waits for
    /// it in a way that the pool may not see.
    pub(crate) fn one_more(&self) -> OneMore {
        let shared = Arc::clone(&self.0.0);
        shared.state.lock().allow_more();
        OneMore(shared)
    }

    /// How many threads there are, the idle ones and those that wait included.
    pub(crate) fn threads(&self) -> usize {
        self.0.0.state.lock().threads()
    }

    /// Drops the jobs that no thread has begun, takes no more, and lets the threads end. Does not wait for them.
    pub(crate) fn close(&self) {
        self.0.0.close();
    }
}

/// Allows one more thread until it is dropped.
#[must_use = "the thread is allowed until this is dropped"]
pub(crate) struct OneMore(Arc<Shared>);

impl Drop for OneMore {
    fn drop(&mut self) {
        let mut state = self.0.state.lock();
        state.allow_less();
        self.0.note_surplus(&state);
    }
}

impl Drop for CloseOnDrop {
    fn drop(&mut self) {
        self.0.close();
    }
}

impl Shared {
    /// Wakes or starts a thread where nobody looks at the queue; else sees that the watcher does.
    fn see_that_somebody_looks(self: &Arc<Self>) {
        let grow = {
            let mut state = self.state.lock();
            if self.looking.is_nobody() {
                self.grow(&mut state)
            } else {
                Grow::Enough
            }
        };
        if grow == Grow::Enough && !self.watch.is_awake() {
            watcher::wake(self);
        }
        self.carry_out(grow);
    }

    /// Gives the queue one more thread where the rule allows it.
    fn grow(&self, state: &mut State) -> Grow {
        if self.queue.is_empty() {
            return Grow::Enough;
        }
        let grow = state.grow();
        if grow != Grow::Enough {
            self.looking.add_one();
        }
        grow
    }

    /// As [`grow`](Self::grow), after a thread ceased to look: only where it was the last.
    fn grow_if_nobody_looks(&self, state: &mut State) -> Grow {
        fence(Ordering::SeqCst);
        if self.looking.is_nobody() {
            self.grow(state)
        } else {
            Grow::Enough
        }
    }

    /// To be called whenever a thread went idle, or its wait began or ended.
    fn note_surplus(&self, state: &State) {
        // Relaxed: a hint. Who parks in vain is woken again where it is needed.
        self.surplus.store(state.has_surplus(), Ordering::Relaxed);
    }

    /// Must be called without the lock: it may start a thread.
    fn carry_out(self: &Arc<Self>, grow: Grow) {
        match grow {
            Grow::Enough => {}
            Grow::Wake => self.granted.notify_one(),
            Grow::Start => threads::grow(self),
        }
    }

    fn close(&self) {
        // Under the lock, so that a thread which goes idle sees it.
        {
            let mut state = self.state.lock();
            state.close();
            self.closed.store(true, Ordering::SeqCst);
        }
        self.granted.notify_all();
        self.watch.close();
        fence(Ordering::SeqCst);
        self.drop_queued();
    }

    /// Drops what is queued. Without any lock: a job's captures are the user's, and may do anything.
    fn drop_queued(&self) {
        while let Some(unrun) = self.queue.pop() {
            drop(unrun);
        }
    }
}
