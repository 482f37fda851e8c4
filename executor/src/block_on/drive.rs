//! Polls a future on this thread until it is done, and parks the thread in between.

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use super::clock::{self, Suspended};
use super::marker;
use super::stall::Stall;
use crate::pool;
use crate::sync::Mutex;

/// Drives `future`; `yields`: this thread keeps hold of a scheduler, to which the future may yield.
pub(super) fn drive<F: Future>(future: F, stall: &Stall<'_>, yields: bool) -> F::Output {
    // Unconstrained: nobody refills a task's budget while its thread blocks here.
    let mut future = pin!(tokio::task::unconstrained(future));
    let signal = Arc::new(Signal::new());
    let waker = Waker::from(Arc::clone(&signal));
    let mut cx = Context::from_waker(&waker);
    loop {
        if yields {
            marker::push();
        }
        match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(&mut cx))) {
            Ok(Poll::Ready(output)) => return output,
            Ok(Poll::Pending) => {}
            Err(payload) => stall.panicked(payload),
        }
        let yielded = yields && marker::push();
        if !yielded {
            signal.wait(stall);
        }
    }
}

/// Ends the park of one thread.
struct Signal {
    thread: Thread,
    woken: AtomicBool,
    clocks: Mutex<Suspended>,
}

impl Signal {
    fn new() -> Self {
        let (woken, clocks) = (AtomicBool::new(false), Mutex::new(Suspended::NONE));
        Self {
            thread: thread::current(),
            woken,
            clocks,
        }
    }

    /// Parks until woken, and reports if that takes long.
    fn wait(&self, stall: &Stall<'_>) {
        if self.take() {
            return;
        }
        let _place = pool::waiting();
        let _clocks = self.suspend_clocks();
        let mut watch = stall.watch();
        while !self.take() {
            thread::park_timeout(watch.due_in());
            watch.tick();
        }
    }

    fn take(&self) -> bool {
        // Acquire: sees what the waker's thread did before. The park's own token is not enough: the future may use it up.
        self.woken.swap(false, Ordering::Acquire)
    }

    /// Lets paused clocks go on that stand for the job of this thread: it does nothing but wait.
    fn suspend_clocks(&self) -> ResumeClocks<'_> {
        let kept = clock::kept_here();
        if !kept.is_empty() {
            let mut clocks = self.clocks.lock();
            // Under the lock: a wake-up comes before, and is seen, or after, and resumes them.
            if !self.woken.load(Ordering::Acquire) {
                *clocks = Suspended::new(kept);
            }
        }
        ResumeClocks(self)
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
        self.woken.store(true, Ordering::Release);
        // Here, not on the thread that is woken: the clock must stand still before its runtime is idle again.
        self.resume_clocks();
        self.thread.unpark();
    }
}

struct ResumeClocks<'a>(&'a Signal);

impl Drop for ResumeClocks<'_> {
    fn drop(&mut self) {
        self.0.resume_clocks();
    }
}
