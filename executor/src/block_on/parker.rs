//! What a blocked thread sleeps on, and the waker that ends its sleep.
//!
//! ```text
//!             sleep                        wake: unpark; resume the clocks
//!      IDLE ─────────▶ ASLEEP, or CLOCKS_GO ──────────────────────────────┐
//!      ▲  └─────────────────────────── wake ────────────────────────────▶ WOKEN
//!      └──────────────────────── take, by the thread ───────────────────────┘
//! ```
//!
//! The state is one atomic word, and every change that another thread may meet is a read-modify-write of it: so a wake-up comes
//! before the thread falls asleep, which then sees it and does not, or after, and then unparks it. The park's own token would not
//! be enough: the future may use it up. `shuttle.rs` and `loom.rs` beside this file run wake-ups against sleeps.
//!
//! A thread keeps its parker for the next wait, as tokio's `CachedParkThread`, `futures-lite` and `pollster` do. A wait within a
//! wait finds none, and makes one. A waker of an earlier wait that is still about may cause a needless poll, no more.

use std::cell::Cell;
use std::sync::Arc;
use std::task::{Wake, Waker};

use super::clock::{Runtime, Suspended};
use crate::sync::Mutex;
use crate::sync::atomic::{AtomicU8, Ordering};
use crate::sync::thread::{self, Thread};

/// Not woken.
const IDLE: u8 = 0;
/// Woken, and the thread has not seen it yet.
const WOKEN: u8 = 1;
/// The thread is parked, or about to be.
const ASLEEP: u8 = 2;
/// The same; and paused clocks that stood for its work have been let go.
const CLOCKS_GO: u8 = 3;

thread_local! {
    /// The parker that this thread does not use just now.
    static SPARE: Cell<Option<Box<Parker>>> = const { Cell::new(None) };
}

/// The signal of a thread, with its waker.
pub(super) struct Parker {
    signal: Arc<Signal>,
    waker: Waker,
}

impl Parker {
    pub(super) fn new() -> Self {
        let signal = Arc::new(Signal {
            state: AtomicU8::new(IDLE),
            thread: thread::current(),
            clocks: Mutex::new(Suspended::NONE),
        });
        let waker = Waker::from(Arc::clone(&signal));
        Self { signal, waker }
    }

    /// Calls `f` with the parker of this thread, or with a new one where that is in use.
    #[inline]
    pub(super) fn with<R>(f: impl FnOnce(&Self) -> R) -> R {
        let spare = SPARE.try_with(Cell::take).ok().flatten();
        let parker = spare.unwrap_or_else(|| Box::new(Self::new()));
        let result = f(&parker);
        let _ = SPARE.try_with(|spare| spare.set(Some(parker)));
        result
    }

    pub(super) fn waker(&self) -> &Waker {
        &self.waker
    }

    pub(super) fn signal(&self) -> &Signal {
        &self.signal
    }
}

/// Ends the sleep of one thread.
pub(super) struct Signal {
    state: AtomicU8,
    thread: Thread,
    clocks: Mutex<Suspended>,
}

impl Signal {
    /// Whether a wake-up is there to [`take`](Self::take).
    pub(super) fn is_woken(&self) -> bool {
        // Relaxed: the `take` that follows is what sees the waker's doings.
        self.state.load(Ordering::Relaxed) == WOKEN
    }

    /// Whether it has been woken since this was last asked.
    pub(super) fn take(&self) -> bool {
        // Acquire, and a swap: sees what every waker's thread did before, also of one that came since the load.
        self.is_woken() && self.state.swap(IDLE, Ordering::Acquire) == WOKEN
    }

    /// Calls `park`, which must return once this thread is unparked and may return earlier, until woken. Paused clocks that stand
    /// for the work of this thread are `kept`: they go on meanwhile, since it does nothing but wait.
    pub(super) fn sleep(&self, kept: Vec<Arc<Runtime>>, mut park: impl FnMut()) {
        let _clocks = self.fall_asleep(kept);
        while !self.take() {
            park();
        }
    }

    fn fall_asleep(&self, kept: Vec<Arc<Runtime>>) -> Option<ResumeClocks<'_>> {
        // Relaxed: what was done before a wake-up that makes this fail is seen by the `take` that follows.
        let turn = |asleep| {
            let turned =
                self.state
                    .compare_exchange(IDLE, asleep, Ordering::Relaxed, Ordering::Relaxed);
            turned.is_ok()
        };
        if kept.is_empty() {
            turn(ASLEEP);
            return None;
        }
        // Under the lock: a wake-up that sees the clocks go waits for it, then resumes them.
        let mut clocks = self.clocks.lock();
        turn(CLOCKS_GO).then(|| {
            *clocks = Suspended::new(kept);
            ResumeClocks(self)
        })
    }

    fn resume_clocks(&self) {
        let suspended = std::mem::replace(&mut *self.clocks.lock(), Suspended::NONE);
        drop(suspended);
    }
}

impl Wake for Signal {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        // Release: the thread that takes it sees what was done here before.
        let before = self.state.swap(WOKEN, Ordering::Release);
        if before == CLOCKS_GO {
            // Here, not on the thread that is woken: the clock must stand still before its runtime is idle again.
            self.resume_clocks();
        }
        if before >= ASLEEP {
            self.thread.unpark();
        }
    }
}

struct ResumeClocks<'a>(&'a Signal);

impl Drop for ResumeClocks<'_> {
    fn drop(&mut self) {
        self.0.resume_clocks();
    }
}
