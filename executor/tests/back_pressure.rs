//! A producer that is faster than its tasks: it waits for room, in constant memory, and nothing is lost.
//!
//! `EXECUTOR_TASKS=10000000` sets the number of tasks.

mod common;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use executor::{Executor, exec};

use crate::task_types::few;

executor::task_types! {
    pub(crate) few: io { limit: 4, queue: 1_000 }
}

const TASKS: u64 = 100_000;

/// So much memory more than after a tenth of the tasks is level.
const LEVEL: u64 = 16 << 20;

static SUM: AtomicU64 = AtomicU64::new(0);

/// Counts how many run at once.
struct Running;

impl Running {
    fn begin() -> Self {
        let others = NOW.fetch_add(1, Relaxed);
        assert!(others < 4, "the limit is exact");
        Self
    }
}

static NOW: AtomicU64 = AtomicU64::new(0);

impl Drop for Running {
    fn drop(&mut self) {
        NOW.fetch_sub(1, Relaxed);
    }
}

#[executor::task(type = "few")]
fn function(number: u64, captured: Arc<()>) {
    let _running = Running::begin();
    SUM.fetch_add(number, Relaxed);
    drop(captured);
}

#[executor::task(type = "few")]
async fn future(number: u64, captured: Arc<()>) {
    let _running = Running::begin();
    tokio::task::yield_now().await;
    SUM.fetch_add(number, Relaxed);
    drop(captured);
}

#[executor::task]
async fn produce(tasks: u64) {
    let captured = Arc::new(());
    let mut early = None;
    for number in 0..tasks {
        if number % 2 == 0 {
            exec!(spawn function(number, Arc::clone(&captured)));
        } else {
            exec!(spawn future(number, Arc::clone(&captured)));
        }
        if number == tasks / 10 {
            early = common::resident_memory();
        }
        if number % 1_000 == 0 {
            let stats = executor::stats();
            let found = stats.of(few).expect("it was used");
            // those that have their permit, and no thread yet, are counted as queued too
            assert!(found.queued() <= 1_000 + 4, "{stats}");
        }
    }
    let late = common::resident_memory();
    println!("resident memory after a tenth: {early:?} bytes, at the end: {late:?} bytes");
    if let (Some(early), Some(late)) = (early, late) {
        assert!(late < early + LEVEL, "it grew from {early} to {late} bytes");
    }
    common::until(|| Arc::strong_count(&captured) == 1).await;
}

#[test]
fn a_fast_producer_waits_for_room_and_loses_nothing() {
    let tasks = common::number("EXECUTOR_TASKS").unwrap_or(TASKS);
    let executor = Executor::builder().worker_threads(2).build();
    executor.await_async(produce(tasks));
    let report = executor.await_async(executor.shutdown(std::time::Duration::from_secs(10)));
    assert!(report.is_clean(), "{report}");
    assert_eq!(SUM.load(Relaxed), tasks * (tasks - 1) / 2);
    let stats = executor.stats();
    println!("{stats}");
    assert_eq!(
        stats.of(few).map(|found| (found.done(), found.panicked())),
        Some((tasks, 0))
    );
}
