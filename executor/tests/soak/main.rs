//! A soak with faults: panics, errors, aborts, calls dropped half-way, blocking chains, own executors that shut down under load. At the
//! end nothing is lost, and memory, threads and file descriptors are level.
//!
//! Two seconds by default; `EXECUTOR_SOAK_SECONDS=600` sets how long.

#[path = "../common/mod.rs"]
mod common;
mod faults;
mod level;

use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::time::{Duration, Instant};

use executor::Executor;

use crate::faults::Tally;
use crate::level::Level;

executor::task_types! {
    pub(crate) alone: io { limit: 1 }
    pub(crate) few: io { limit: 3, queue: 16 }
    pub(crate) computes: cpu { limit: 2 }
}

const SECONDS: u64 = 2;

/// How many users there are at once.
const USERS: usize = 8;

#[test]
fn nothing_is_lost_and_nothing_grows() {
    faults::listen();
    let seconds = common::number("EXECUTOR_SOAK_SECONDS").unwrap_or(SECONDS);
    let runtime = common::multi_thread();
    let executor = Executor::builder().max_threads(64).build();
    let tally = Arc::new(Tally::default());
    // caches and pools are full after this
    let warm_up = Duration::from_secs(seconds) / 4;
    runtime.block_on(executor.invoke(faults::users(USERS, warm_up, Arc::clone(&tally))));
    let warm = Level::now();
    let rest = Duration::from_secs(seconds) - warm_up;
    let begin = Instant::now();
    runtime.block_on(executor.invoke(faults::users(USERS, rest, Arc::clone(&tally))));
    let report = runtime.block_on(executor.shutdown(Duration::from_secs(30)));
    assert!(report.is_clean(), "{report}");
    // what the own executors' last threads hold
    let settled = Instant::now();
    while tally.alive.load(Relaxed) > 0 {
        assert!(
            settled.elapsed() < Duration::from_secs(20),
            "{tally:?}\n{}",
            executor.dump()
        );
        std::thread::yield_now();
    }
    let end = Level::now();
    println!(
        "{:.0?}: {tally:#?}\n{}",
        begin.elapsed() + warm_up,
        executor.stats()
    );
    println!("after the warm-up: {warm:?}\nat the end: {end:?}");
    faults::check(&tally, &executor.stats());
    warm.must_hold(&end);
}
