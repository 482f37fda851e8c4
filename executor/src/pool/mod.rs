//! The threads behind sync work: one pool a task type, so that a full type never delays another.
//!
//! `README.md` beside this file explains the rule by which a pool grows, waits and shrinks.

mod state;
mod threads;
mod waiting;
mod worker;

#[cfg(all(test, shuttle))]
mod shuttle;
#[cfg(all(test, not(shuttle)))]
mod tests;

use std::sync::Arc;
use std::time::Duration;

use self::state::{Grow, State};
use self::threads::StartThread;
pub(crate) use self::waiting::waiting;
use crate::sync::{Condvar, Mutex};

/// A piece of sync work. It must not unwind; one that does loses its panic, and nothing else.
pub(crate) type Job = Box<dyn FnOnce() + Send>;

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
    state: Mutex<State>,
    /// Notified once for each wake-up that the state grants to an idle thread.
    granted: Condvar,
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
        let state = Mutex::new(State::new(max_threads));
        let shared = Shared {
            name,
            idle,
            start_thread,
            state,
            granted: Condvar::new(),
        };
        Self(Arc::new(CloseOnDrop(Arc::new(shared))))
    }

    /// Runs `job` on one of the threads, in the order of submission. A closed pool drops it unrun.
    pub(crate) fn submit(&self, job: Job) {
        let shared = &self.0.0;
        let pushed = shared.state.lock().push(job);
        match pushed {
            Ok(grow) => shared.carry_out(grow),
            Err(refused) => drop(refused),
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
        self.0.state.lock().allow_less();
    }
}

impl Drop for CloseOnDrop {
    fn drop(&mut self) {
        self.0.close();
    }
}

impl Shared {
    /// Must be called without the lock: it may start a thread.
    fn carry_out(self: &Arc<Self>, grow: Grow) {
        match grow {
            Grow::Enough => {}
            Grow::Wake => self.granted.notify_one(),
            Grow::Start => threads::grow(self),
        }
    }

    fn close(&self) {
        let unrun = self.state.lock().close();
        self.granted.notify_all();
        // Dropped without the lock: a job's captures are the user's, and may do anything.
        drop(unrun);
    }
}
