//! Real threads and real wakers: no wake-up is lost, no limit exceeded. A lost wake-up fails after 60 s.

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

use super::super::{Acquire, Ledger, Ready};
use super::counts;
use super::program::Random;
use crate::frame::FrameId;
use crate::site::Site;

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// None: given up after so many polls.
fn block_on<F: Future>(future: F, polls: usize) -> Option<F::Output> {
    let mut future = pin!(future);
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let began = Instant::now();
    for _ in 0..polls {
        if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            return Some(output);
        }
        if polls == usize::MAX {
            thread::park_timeout(Duration::from_secs(60));
            assert!(
                began.elapsed() < Duration::from_secs(60),
                "a wake-up was lost"
            );
        } else {
            thread::yield_now();
        }
    }
    None
}

#[test]
fn no_wake_up_is_lost_among_threads() {
    const THREADS: u64 = 8;
    let rounds = if cfg!(debug_assertions) {
        2_000
    } else {
        20_000
    };
    let ledger = Ledger::new();
    let ty = ledger.add_type("gallery", 3, Some(2));
    let running = AtomicUsize::new(0);
    thread::scope(|scope| {
        for seed in 1..=THREADS {
            let (ledger, running) = (&ledger, &running);
            scope.spawn(move || {
                let mut random = Random::new(seed);
                for _ in 0..rounds {
                    let patience = if random.below(3) == 0 {
                        random.below(3)
                    } else {
                        usize::MAX
                    };
                    if random.below(4) == 0 {
                        block_on(Ready::room(ledger, ty, None, Site::here("ready")), patience);
                    }
                    let (frame, spawned) = (FrameId::next(), random.below(2) == 0);
                    let asks = Acquire::new(ledger, ty, frame, None, spawned, Site::here("call"));
                    let Some(permit) = block_on(asks, patience) else {
                        continue;
                    };
                    assert!(running.fetch_add(1, Ordering::SeqCst) < 3, "over the limit");
                    if random.below(3) == 0 {
                        let nested = FrameId::next();
                        let caller = Some(permit.frame());
                        let asks =
                            Acquire::new(ledger, ty, nested, caller, false, Site::here("nested"));
                        drop(block_on(asks, usize::MAX));
                    }
                    running.fetch_sub(1, Ordering::SeqCst);
                }
            });
        }
    });
    assert_eq!(counts(&ledger, ty), (0, 0));
    ledger.with(|state| {
        state.check_invariants();
        assert!(state.frames.is_empty());
    });
}
