//! Handing a function to another thread, and awaiting it.

use std::hint::black_box;
use std::sync::LazyLock;
use std::thread;

use executor::{TaskType, types};
use tokio::runtime::Runtime;
use tokio::sync::oneshot;

use crate::measure::hammer;
use crate::row::{Goal, Row, Table};

/// How the rows of the chart begin; the number of callers follows.
pub(crate) const CURVE: &str = "invoke, callers: ";

const OTHERS: &[&str] = &["unblock", "rayon + oneshot"];
const BEST: &[&str] = &["spawn_blocking", "unblock", "rayon + oneshot"];

fn work(number: u64) -> u64 {
    black_box(number) + 1
}

pub(crate) async fn ours(number: u64) -> u64 {
    executor::invoke(move || work(number)).await
}

pub(crate) async fn spawn_blocking(number: u64) -> u64 {
    let task = tokio::task::spawn_blocking(move || work(number));
    task.await.expect("it does not panic")
}

async fn unblock(number: u64) -> u64 {
    blocking::unblock(move || work(number)).await
}

async fn rayon(number: u64) -> u64 {
    let (answer, answered) = oneshot::channel();
    rayon::spawn(move || {
        let _ = answer.send(work(number));
    });
    answered.await.expect("it answers")
}

type Job = Box<dyn FnOnce() + Send>;

/// Four threads behind one channel: no growth, no shrinking, no permits.
static FIXED: LazyLock<crossbeam_channel::Sender<Job>> = LazyLock::new(|| {
    let (send, receive) = crossbeam_channel::unbounded::<Job>();
    for _ in 0..4 {
        let receive = receive.clone();
        thread::spawn(move || receive.into_iter().for_each(|job| job()));
    }
    send
});

async fn fixed_channel(number: u64) -> u64 {
    let (answer, answered) = oneshot::channel();
    let job = Box::new(move || {
        let _ = answer.send(work(number));
    });
    FIXED.send(job).expect("the threads stay");
    answered.await.expect("it answers")
}

pub(crate) fn rows(runtime: &Runtime, table: &mut Table) {
    for callers in [1, 2, 4, 8, 16, 64, 256, 1024, 4096] {
        let goals: &[Goal] = match callers {
            1 => &[Goal::Peer("spawn_blocking", 0.2), Goal::Best(OTHERS, 0.3)],
            64 => &[Goal::Peer("spawn_blocking", 0.1), Goal::Best(BEST, 1.0)],
            _ => &[Goal::Best(BEST, 1.1)],
        };
        let calls = if callers <= 2 { 4_000 } else { 30_000 };
        table.add(Row::measured(
            format!("{CURVE}{callers} (no-op)"),
            "ns",
            goals,
            &mut [
                (
                    "invoke",
                    Box::new(|| runtime.block_on(hammer(callers, calls, ours))),
                ),
                (
                    "spawn_blocking",
                    Box::new(|| runtime.block_on(hammer(callers, calls, spawn_blocking))),
                ),
                (
                    "unblock",
                    Box::new(|| runtime.block_on(hammer(callers, calls, unblock))),
                ),
                (
                    "rayon + oneshot",
                    Box::new(|| runtime.block_on(hammer(callers, calls, rayon))),
                ),
                (
                    "fixed channel pool",
                    Box::new(|| runtime.block_on(hammer(callers, calls, fixed_channel))),
                ),
            ],
        ));
    }
    computing(runtime, table);
    chain(runtime, table);
}

/// About 10 µs.
fn compute(number: u64) -> u64 {
    (0..10_000).fold(black_box(number), |sum, step| {
        black_box(sum.wrapping_mul(31) ^ step)
    })
}

async fn ours_computing(number: u64) -> u64 {
    types::Cpu.invoke(move || compute(number)).await
}

async fn rayon_computing(number: u64) -> u64 {
    let (answer, answered) = oneshot::channel();
    rayon::spawn(move || {
        let _ = answer.send(compute(number));
    });
    answered.await.expect("it answers")
}

fn computing(runtime: &Runtime, table: &mut Table) {
    table.add(Row::measured(
        "invoke on cpu, 10 µs of computing, 64 callers",
        "ns",
        &[Goal::Peer("rayon + oneshot", 1.0)],
        &mut [
            (
                "invoke",
                Box::new(|| runtime.block_on(hammer(64, 6_400, ours_computing))),
            ),
            (
                "rayon + oneshot",
                Box::new(|| runtime.block_on(hammer(64, 6_400, rayon_computing))),
            ),
        ],
    ));
}

/// `invoke` → `await_async` → `invoke`, and the same over tokio.
fn chain(runtime: &Runtime, table: &mut Table) {
    async fn ours_nested(number: u64) -> u64 {
        executor::invoke(move || executor::await_async(ours(number))).await
    }
    async fn tokio_nested(number: u64) -> u64 {
        let outer = tokio::task::spawn_blocking(move || {
            tokio::runtime::Handle::current().block_on(spawn_blocking(number))
        });
        outer.await.expect("it does not panic")
    }
    table.add(Row::measured(
        "invoke → await_async → invoke",
        "ns",
        &[Goal::Peer("spawn_blocking → Handle::block_on", 0.5)],
        &mut [
            (
                "executor",
                Box::new(|| runtime.block_on(hammer(1, 2_000, ours_nested))),
            ),
            (
                "spawn_blocking → Handle::block_on",
                Box::new(|| runtime.block_on(hammer(1, 2_000, tokio_nested))),
            ),
        ],
    ));
}
