//! The same under shuttle, which tries schedules: `RUSTFLAGS="--cfg shuttle" cargo test -p executor --lib --release shuttle`.

use shuttle::future::block_on;
use shuttle::thread;

use super::super::{Acquire, FrameId, Ledger, Ready};
use super::{Hand, counts};
use crate::site::Site;

/// Two ask, one gives up at any time, one nests; shuttle reports a deadlock where a wake-up is lost.
#[test]
fn no_wake_up_is_lost_in_any_schedule() {
    let schedules = 20_000;
    shuttle::check_random(
        || {
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
                        let asks =
                            Acquire::new(&ledger, ty, frame, None, spawned, Site::here("call"));
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
        },
        schedules,
    );
}

/// A wait that begins while the first limited type is added is seen in either order.
#[test]
fn an_early_wait_is_never_missed() {
    shuttle::check_random(
        || {
            let ledger = Ledger::new();
            let (root, between) = (FrameId::next(), FrameId::next());
            let early = {
                let ledger = ledger.clone();
                thread::spawn(move || ledger.waits(root, between, Site::here("awaits")))
            };
            let ty = ledger.add_type("gallery", 1, None);
            let frame = FrameId::next();
            let permit = block_on(Acquire::new(
                &ledger,
                ty,
                frame,
                None,
                false,
                Site::here("call"),
            ));
            let late = ledger.waits(permit.frame(), root, Site::here("awaits"));
            let early = early.join().unwrap();
            let nested = FrameId::next();
            let asks = Acquire::new(
                &ledger,
                ty,
                nested,
                Some(between),
                false,
                Site::here("nested"),
            );
            drop(block_on(asks));
            drop((early, late, permit));
            assert_eq!(counts(&ledger, ty), (0, 0));
            ledger.with(|state| assert!(state.frames.is_empty()));
        },
        20_000,
    );
}
