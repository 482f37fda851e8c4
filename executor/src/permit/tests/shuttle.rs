//! The same under shuttle, which tries schedules: `cargo models`.

use shuttle::future::block_on;
use shuttle::thread;

use super::super::{Acquire, Held, Ledger, Ready};
use super::{Hand, counts, permits, scenes};
use crate::frame::FrameId;
use crate::site::Site;
use crate::sync::check;

const SCHEDULES: usize = 20_000;

/// Two ask, one gives up at any time, one nests; shuttle reports a deadlock where a wake-up is lost.
#[test]
fn no_wake_up_is_lost_in_any_schedule() {
    check(SCHEDULES, || {
        let ledger = Ledger::new();
        let ty = ledger.add_type("gallery", 1, Some(1));
        let threads: Vec<_> = (0..3)
            .map(|thread| {
                let ledger = ledger.clone();
                thread::spawn(move || {
                    let (frame, spawned) = (FrameId::next(), thread == 2);
                    if spawned {
                        block_on(Ready::room(&ledger, ty, None, Site::here("ready")));
                    }
                    let asks = Acquire::new(&ledger, ty, frame, None, spawned, Site::here("call"));
                    if thread == 0 {
                        let mut asks = Hand::new(asks);
                        let _ = asks.poll();
                        thread::yield_now();
                        return;
                    }
                    let permit = block_on(asks);
                    let caller = Some(permit.frame());
                    let nested = FrameId::next();
                    let asks =
                        Acquire::new(&ledger, ty, nested, caller, false, Site::here("nested"));
                    drop(block_on(asks));
                })
            })
            .collect();
        threads
            .into_iter()
            .for_each(|thread| thread.join().unwrap());
        assert_eq!(counts(&ledger, ty), (0, 0));
    });
}

/// The open gate against the ledger: two threads take and give without the lock, or queue as strangers; one asks with it, waits
/// for a task, and lends; one gives up. Shuttle reports a deadlock where a wake-up or a permit is lost.
#[test]
fn no_permit_is_lost_between_the_gate_and_the_ledger() {
    use shuttle::sync::atomic::{AtomicUsize, Ordering};
    check(SCHEDULES, || {
        let ledger = Ledger::new();
        let ty = ledger.add_type("gallery", 1, None);
        let running = std::sync::Arc::new(AtomicUsize::new(0));
        let mut threads = Vec::new();
        for thread_index in 0..3 {
            let (ledger, running) = (ledger.clone(), running.clone());
            threads.push(thread::spawn(move || {
                for round in 0..2 {
                    let mut held = Held::new(permits(&ledger, ty), Site::here("in place"));
                    if thread_index == 0 && round == 0 {
                        let mut hand = Hand::new(std::future::poll_fn(|cx| held.poll(cx)));
                        let _ = hand.poll();
                        thread::yield_now();
                        continue;
                    }
                    block_on(std::future::poll_fn(|cx| held.poll(cx)));
                    assert_eq!(running.fetch_add(1, Ordering::SeqCst), 0, "over the limit");
                    thread::yield_now();
                    running.fetch_sub(1, Ordering::SeqCst);
                    if thread_index == 1 {
                        // what `here` does when the frame is about to wait
                        held.sign();
                        let child = FrameId::next();
                        let waits = ledger.waits(held.frame(), child, Site::here("awaits"));
                        let asks =
                            Acquire::new(&ledger, ty, child, None, true, Site::here("child"));
                        drop(block_on(asks));
                        drop(waits);
                    }
                }
            }));
        }
        let nested = {
            let ledger = ledger.clone();
            thread::spawn(move || {
                let asks = Acquire::new(
                    &ledger,
                    ty,
                    FrameId::next(),
                    None,
                    false,
                    Site::here("call"),
                );
                drop(block_on(asks));
            })
        };
        threads.push(nested);
        threads
            .into_iter()
            .for_each(|thread| thread.join().unwrap());
        assert_eq!(counts(&ledger, ty), (0, 0));
        ledger.with(|state| assert!(state.frames.is_empty() && state.shut.len() <= 1));
    });
}

#[test]
fn a_knot_that_only_a_callee_held_off_is_always_seen() {
    check(SCHEDULES, scenes::a_knot_that_only_a_callee_held_off);
}

#[test]
fn an_early_wait_is_never_missed() {
    check(SCHEDULES, scenes::an_early_wait);
}
