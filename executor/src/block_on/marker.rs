//! Whether this thread holds a scheduler, and whether something has yielded to it: told by `yield_now`.
//!
//! `yield_now` hands its waker to the scheduler of this thread, to be woken after other tasks have run. Where the thread
//! holds none (a plain thread, a blocking one, one inside `block_in_place`) it wakes at once. So a `yield_now` that is polled
//! once with a waker of ours, the *marker*, tells where we stand.
//!
//! A scheduler that keeps the waker appends it to a list, unless it is the last entry already. While we block that
//! scheduler's thread nobody wakes what is on the list. So put the marker there before polling a future, and look
//! afterwards whether it is still the last: if not, something in the future has yielded, and must be polled again at once.
//!
//! A limit: where the future gives its parts wakers of their own (`FuturesUnordered`), polling it again does not poll the
//! part that has yielded, and its waker stays on the list. Nothing public reaches that list, so such a wait is reported.

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Wake, Waker};

thread_local! {
    static MARKER: (Arc<Marker>, Waker) = {
        let marker = Arc::new(Marker { woken: AtomicBool::new(false) });
        let waker = Waker::from(Arc::clone(&marker));
        (marker, waker)
    };
}

struct Marker {
    woken: AtomicBool,
}

impl Wake for Marker {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        // Only ever read by the thread that owns the marker, in the call that may have woken it.
        self.woken.store(true, Ordering::Relaxed);
    }
}

/// Whether this thread holds the scheduler of a runtime.
pub(super) fn holds_scheduler() -> bool {
    !defer().woken
}

/// Makes the marker the last entry of this thread's scheduler; whether it was not, already.
pub(super) fn push() -> bool {
    defer().pushed
}

struct Deferred {
    woken: bool,
    pushed: bool,
}

fn defer() -> Deferred {
    let none = Deferred {
        woken: true,
        pushed: false,
    };
    MARKER
        .try_with(|(marker, waker)| {
            marker.woken.store(false, Ordering::Relaxed);
            let before = Arc::strong_count(marker);
            // Unconstrained: a task that has used up its budget would yield without asking for ours.
            let yielded = pin!(tokio::task::unconstrained(tokio::task::yield_now()));
            let _ = yielded.poll(&mut Context::from_waker(waker));
            Deferred {
                woken: marker.woken.load(Ordering::Relaxed),
                pushed: Arc::strong_count(marker) > before,
            }
        })
        .unwrap_or(none)
}
