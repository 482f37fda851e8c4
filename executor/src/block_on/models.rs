//! The parker at work, for loom and shuttle: a sleep ends, and who is woken sees what its waker did before. A lost wake-up shows as a
//! deadlock, which both report.

use std::sync::Arc;

use super::parker::Parker;
use crate::sync::atomic::{AtomicUsize, Ordering};
use crate::sync::thread;

/// Waits until `is_done`, as `drive` does.
fn wait_until(parker: &Parker, is_done: impl Fn() -> bool) {
    while !is_done() {
        parker.signal().sleep(Vec::new(), thread::park);
    }
}

/// `done` is relaxed: only the wake-up tells of it in time.
pub(super) fn every_wake_up_ends_a_sleep<const WAKERS: usize>() {
    let parker = Parker::new();
    let done = Arc::new(AtomicUsize::new(0));
    let wakers = [(); WAKERS].map(|()| {
        let (waker, done) = (parker.waker().clone(), Arc::clone(&done));
        thread::spawn(move || {
            done.fetch_add(1, Ordering::Relaxed);
            waker.wake();
        })
    });
    wait_until(&parker, || done.load(Ordering::Relaxed) == WAKERS);
    for waker in wakers {
        waker.join().unwrap();
    }
}

/// A waker of the first wait comes late; the future of the second uses up the token of the park.
pub(super) fn a_parker_serves_one_wait_after_the_other() {
    let parker = Parker::new();
    let done = Arc::new(AtomicUsize::new(0));
    let late = {
        let waker = parker.waker().clone();
        thread::spawn(move || waker.wake_by_ref())
    };
    for wait in 1..=2 {
        let (waker, told) = (parker.waker().clone(), Arc::clone(&done));
        let answers = thread::spawn(move || {
            told.store(wait, Ordering::Relaxed);
            waker.wake();
        });
        wait_until(&parker, || {
            thread::current().unpark();
            thread::park();
            done.load(Ordering::Relaxed) == wait
        });
        answers.join().unwrap();
    }
    late.join().unwrap();
}
