//! Starting threads, and what happens when the system refuses one.

use std::io;
use std::num::NonZero;
use std::sync::{Arc, LazyLock, Weak};
use std::thread;
use std::time::Duration;

use super::state::{Grow, Refused};
use super::{Shared, watcher, worker};
use crate::housekeeping::{start_task, start_thread};
use crate::report::warn;

/// Starts a thread of that name. Replaced in tests.
pub(super) type StartThread =
    Arc<dyn Fn(String, Box<dyn FnOnce() + Send>) -> io::Result<()> + Send + Sync>;

/// How long to wait before a refused thread is tried again.
const RETRY: Duration = Duration::from_millis(20);
/// How often a thread that has no runtime to retry for it tries again itself.
const RETRIES: u32 = 10;

/// How many threads can run at the same time.
pub(super) fn cores() -> usize {
    static CORES: LazyLock<usize> =
        LazyLock::new(|| thread::available_parallelism().map_or(1, NonZero::get));
    *CORES
}

pub(super) fn start() -> StartThread {
    Arc::new(start_thread)
}

/// Starts the thread that the state asked for. If the system refuses it, the job stays queued: for the other threads, or
/// until a later attempt succeeds.
pub(super) fn grow(shared: &Arc<Shared>) {
    let Err(refused) = try_grow(shared) else {
        return;
    };
    if !refused.stuck {
        // Whoever is active may be blocked for as long as these jobs wait.
        watcher::wake_where_started(shared);
    } else if shared.state.lock().begin_retry() {
        retry(Retry(Arc::downgrade(shared)));
    }
}

fn try_grow(shared: &Arc<Shared>) -> Result<(), Refused> {
    let name = format!("executor-{}", shared.name);
    let thread = Arc::clone(shared);
    match (shared.start_thread)(name, Box::new(move || worker::run(&thread))) {
        Ok(()) => {
            shared.state.lock().started();
            Ok(())
        }
        Err(error) => {
            let mut refused = shared.state.lock().refuse();
            shared.looking.take_one();
            refused.stuck &= !shared.queue.is_empty();
            if refused.first {
                tell(shared.name, &error, shared.queue.len());
            }
            Err(refused)
        }
    }
}

/// Tries again later, on the runtime that is entered here, else on this thread.
fn retry(attempts: Retry) {
    if let Ok(runtime) = tokio::runtime::Handle::try_current() {
        let retries = async move {
            while attempts.still_stuck() {
                tokio::time::sleep(RETRY).await;
            }
        };
        drop(start_task(&runtime, Box::pin(retries)));
        return;
    }
    for _ in 0..RETRIES {
        thread::sleep(RETRY);
        if !attempts.still_stuck() {
            return;
        }
    }
}

/// The one who tries again for a pool that is stuck; another may take over once it is dropped.
struct Retry(Weak<Shared>);

impl Retry {
    /// Makes one attempt; whether another one is due.
    fn still_stuck(&self) -> bool {
        let Some(shared) = self.0.upgrade() else {
            return false;
        };
        let grow = shared.grow(&mut shared.state.lock());
        if grow == Grow::Start {
            return try_grow(&shared).is_err_and(|refused| refused.stuck);
        }
        shared.carry_out(grow);
        false
    }
}

impl Drop for Retry {
    fn drop(&mut self) {
        if let Some(shared) = self.0.upgrade() {
            shared.state.lock().end_retry();
        }
    }
}

fn tell(pool: &str, error: &io::Error, queued: usize) {
    warn(format_args!(
        "the system refused a thread for task type `{pool}` ({error}); {queued} queued calls wait for one: lower \
         `max_threads`, or raise the system's limit"
    ));
}
