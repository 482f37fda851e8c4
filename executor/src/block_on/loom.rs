//! The parker under loom: in every schedule, and with every value that the orderings allow a load to give, a sleep ends, and who is
//! woken sees what its waker did before. A lost wake-up shows as a deadlock, which loom reports.
//!
//! Seen to fail: with `Relaxed` for the `Release` of the wake-up or for the `Acquire` of `take`; where the thread falls asleep by a
//! store; where it parks without another look; where a wake-up of one who is about to park does not unpark.

use std::sync::Arc;

use loom::sync::atomic::{AtomicUsize, Ordering};
use loom::thread;

use super::parker::Parker;
use crate::sync::check;

/// Waits until `is_done`, as `drive` does.
fn wait_until(parker: &Parker, is_done: impl Fn() -> bool) {
    while !is_done() {
        parker.signal().sleep(Vec::new(), thread::park);
    }
}

/// `done` is relaxed: only the wake-up tells of it in time.
#[test]
fn every_wake_up_ends_a_sleep() {
    check(None, || {
        let parker = Parker::new();
        let done = Arc::new(AtomicUsize::new(0));
        let wakers = [(); 2].map(|()| {
            let (waker, done) = (parker.waker().clone(), Arc::clone(&done));
            thread::spawn(move || {
                done.fetch_add(1, Ordering::Relaxed);
                waker.wake();
            })
        });
        wait_until(&parker, || done.load(Ordering::Relaxed) == 2);
        for waker in wakers {
            waker.join().unwrap();
        }
    });
}

/// A waker of the first wait comes late; the future of the second uses up the token of the park.
#[test]
fn a_parker_serves_one_wait_after_the_other() {
    check(Some(3), || {
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
    });
}
