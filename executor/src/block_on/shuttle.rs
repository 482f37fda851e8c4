//! The parker under shuttle: in every order tried, a sleep ends, and who is woken sees what its waker did before. A lost wake-up
//! shows as a deadlock, which shuttle reports.

use std::sync::Arc;

use shuttle::sync::atomic::{AtomicUsize, Ordering};
use shuttle::thread;

use super::parker::Parker;
use crate::sync::check;

const SCHEDULES: usize = 20_000;

/// Waits until `is_done`, as `drive` does.
fn wait_until(parker: &Parker, is_done: impl Fn() -> bool) {
    while !is_done() {
        parker.signal().sleep(Vec::new(), thread::park);
    }
}

#[test]
fn every_wake_up_ends_a_sleep() {
    let model = || {
        let parker = Parker::new();
        let done = Arc::new(AtomicUsize::new(0));
        let wakers: Vec<_> = (0..3)
            .map(|_| {
                let (waker, done) = (parker.waker().clone(), Arc::clone(&done));
                thread::spawn(move || {
                    done.fetch_add(1, Ordering::Relaxed);
                    waker.wake();
                })
            })
            .collect();
        wait_until(&parker, || done.load(Ordering::Relaxed) == wakers.len());
        wakers.into_iter().for_each(|waker| waker.join().unwrap());
    };
    check(SCHEDULES, model);
}

/// A waker of the first wait comes late; the future of the second uses up the tokens of the park.
#[test]
fn a_parker_serves_one_wait_after_the_other() {
    let model = || {
        let parker = Parker::new();
        let done = Arc::new(AtomicUsize::new(0));
        let late = {
            let waker = parker.waker().clone();
            thread::spawn(move || waker.wake_by_ref())
        };
        for wait in 1..=2 {
            let (waker, told) = (parker.waker().clone(), Arc::clone(&done));
            let answers = thread::spawn(move || {
                told.fetch_add(1, Ordering::Relaxed);
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
    };
    check(SCHEDULES, model);
}
