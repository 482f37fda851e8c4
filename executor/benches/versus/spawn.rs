//! Detached, tracked tasks: what they cost and what they weigh.

use std::future::Future;
use std::hint::black_box;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use executor::{exec, task};
use tokio::runtime::Runtime;
use tokio::sync::Semaphore;
use tokio_util::task::TaskTracker;

use crate::allocations::kept_by;
use crate::measure::nanoseconds;
use crate::row::{Goal, Row, Table};

const TASKS: u64 = 50_000;
const WAITING: u64 = 1_000_000;

async fn count(done: Arc<AtomicU64>) {
    done.fetch_add(1, Ordering::Relaxed);
}

/// Spawns tasks that end at once, and waits until all have.
#[task]
async fn ours(tasks: u64) {
    let done = Arc::new(AtomicU64::new(0));
    for _ in 0..tasks {
        drop(exec!(spawn count(Arc::clone(&done))));
    }
    while done.load(Ordering::Relaxed) < tasks {
        tokio::task::yield_now().await;
    }
}

async fn tracked(tasks: u64) {
    let tracker = TaskTracker::new();
    let done = Arc::new(AtomicU64::new(0));
    for _ in 0..tasks {
        drop(tracker.spawn(count(Arc::clone(&done))));
    }
    tracker.close();
    tracker.wait().await;
}

pub(crate) fn spawn_time(runtime: &Runtime, tasks: u64) -> (f64, f64) {
    (time(runtime, tasks, ours), time(runtime, tasks, tracked))
}

fn time<F>(runtime: &Runtime, tasks: u64, spawn: fn(u64) -> F) -> f64
where
    F: Future<Output = ()> + Send + 'static,
{
    let start = Instant::now();
    let all = runtime.spawn(spawn(tasks));
    runtime.block_on(all).expect("it does not panic");
    nanoseconds(start.elapsed()) / tasks as f64
}

async fn wait(gate: Arc<Semaphore>) -> u64 {
    let permit = gate.acquire().await;
    black_box(permit.is_ok().into())
}

#[task]
async fn ours_waiting(gate: Arc<Semaphore>, tasks: u64) {
    for _ in 0..tasks {
        drop(exec!(spawn wait(Arc::clone(&gate))));
    }
}

async fn tokio_waiting(gate: Arc<Semaphore>, tasks: u64) {
    for _ in 0..tasks {
        drop(tokio::spawn(wait(Arc::clone(&gate))));
    }
}

/// The bytes that a task weighs that waits. On a runtime of its own: what it has left to free must not be counted for another.
fn weight<F>(spawn: impl Fn(Arc<Semaphore>, u64) -> F) -> f64
where
    F: Future<Output = ()> + Send + 'static,
{
    let runtime = crate::runtime();
    let gate = Arc::new(Semaphore::new(0));
    let ((), kept) = kept_by(|| {
        let all = runtime.spawn(spawn(Arc::clone(&gate), WAITING));
        runtime.block_on(all).expect("it does not panic");
    });
    gate.close();
    while Arc::strong_count(&gate) > 1 {
        std::thread::yield_now();
    }
    // it waits for its workers, which free what is left
    drop(runtime);
    kept / WAITING as f64
}

pub(crate) fn rows(runtime: &Runtime, table: &mut Table) {
    table.add(Row::measured(
        "exec!(spawn …), detached, tracked",
        "ns",
        &[Goal::Peer("TaskTracker::spawn", 1.05)],
        &mut [
            ("exec!(spawn …)", Box::new(|| time(runtime, TASKS, ours))),
            (
                "TaskTracker::spawn",
                Box::new(|| time(runtime, TASKS, tracked)),
            ),
        ],
    ));
    table.add(Row::of(
        "memory of 1,000,000 detached waiting tasks, each",
        "bytes",
        &[Goal::Peer("tokio::spawn", 1.05)],
        weight(ours_waiting),
        vec![("tokio::spawn", weight(tokio_waiting))],
    ));
}
