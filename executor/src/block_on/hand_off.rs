//! A worker of a multi-thread runtime gives its other tasks to another thread before it blocks.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::runtime::{Builder, Handle, Runtime};

use crate::watch;

/// So many hand-overs at a time are left to the blocking threads of the runtime itself.
const OF_THE_RUNTIME: usize = 32;

/// How many workers block after a hand-over.
static BLOCKED: AtomicUsize = AtomicUsize::new(0);

/// A runtime that is never driven: only its blocking threads are used, and those start on demand.
static SPARE: LazyLock<Option<Runtime>> = LazyLock::new(|| {
    let mut threads = Builder::new_current_thread();
    threads
        .max_blocking_threads(1 << 15)
        .thread_name("executor-worker")
        .build()
        .ok()
});

/// Calls `f` after this worker has given its other tasks to another thread; `f` is told whether that worked.
///
/// A runtime has 512 blocking threads, if its owner has not set another number. Were they all used up for workers that wait,
/// nobody would be left to drive the runtime, and all would wait for good. So when many wait, the other thread is one of a
/// spare runtime: tokio takes it from the runtime that is entered.
pub(super) fn hand_off<R>(f: impl FnOnce(bool) -> R) -> R {
    let mut f = Some(f);
    // Tokio panics where `enter` put a multi-thread runtime over the current-thread runtime that this thread drives.
    // Nothing public tells that case before; it is rare, and then the call is made without.
    // From before the hand-over to after it is undone: starting the other thread may take long on a busy machine.
    let off_event_loop = watch::off_event_loop();
    let result = catch_unwind(AssertUnwindSafe(|| {
        let counted = Count::more();
        let own = if counted.before >= OF_THE_RUNTIME {
            Handle::try_current().ok()
        } else {
            None
        };
        let _spare = own
            .as_ref()
            .and_then(|_| SPARE.as_ref())
            .map(Runtime::enter);
        tokio::task::block_in_place(|| {
            let _own = own.as_ref().map(Handle::enter);
            f.take().map(|f| f(true))
        })
    }));
    drop(off_event_loop);
    match (result, f) {
        (Ok(Some(result)), _) => result,
        (_, Some(f)) => f(false),
        (Err(panic), None) => resume_unwind(panic),
        (Ok(None), None) => unreachable!("`f` was there when it was taken"),
    }
}

/// Counts one blocked worker until it is dropped.
struct Count {
    before: usize,
}

impl Count {
    fn more() -> Self {
        // Relaxed: a number to compare, which orders nothing.
        Self {
            before: BLOCKED.fetch_add(1, Ordering::Relaxed),
        }
    }
}

impl Drop for Count {
    fn drop(&mut self) {
        BLOCKED.fetch_sub(1, Ordering::Relaxed);
    }
}
