//! A thousand blocking calls at once.

use std::cell::RefCell;
use std::future::Future;
use std::time::{Duration, Instant};

use tokio::runtime::Runtime;

use crate::measure::{ROUNDS, median, nanoseconds};
use crate::row::{Goal, Row, Table};

const JOBS: usize = 1_000;

struct Burst {
    all: f64,
    p99: f64,
    threads: f64,
}

fn doze() {
    std::thread::sleep(Duration::from_millis(1));
}

async fn ours() {
    executor::invoke(doze).await;
}

async fn spawn_blocking() {
    tokio::task::spawn_blocking(doze)
        .await
        .expect("it does not panic");
}

async fn burst<F>(call: fn() -> F) -> Burst
where
    F: Future<Output = ()> + Send + 'static,
{
    let start = Instant::now();
    let calls: Vec<_> = (0..JOBS)
        .map(|_| {
            tokio::spawn(async move {
                let start = Instant::now();
                call().await;
                start.elapsed()
            })
        })
        .collect();
    let mut times = Vec::new();
    for call in calls {
        times.push(nanoseconds(call.await.expect("no caller panics")));
    }
    let all = nanoseconds(start.elapsed());
    times.sort_by(f64::total_cmp);
    Burst {
        all,
        p99: times[JOBS * 99 / 100],
        threads: threads() as f64,
    }
}

/// The threads of this process, where the system tells.
pub(crate) fn threads() -> usize {
    std::fs::read_dir("/proc/self/task").map_or(0, Iterator::count)
}

/// Each contender starts from no more threads than the program has: those of the round before have ended for neither, so both
/// pay for their own only in the first round.
pub(crate) fn rows(runtime: &Runtime, table: &mut Table) {
    let before = threads() as f64;
    let (first_ours, ours_threads) = {
        let burst = runtime.block_on(burst(ours));
        (burst.all, burst.threads - before)
    };
    let after_ours = threads() as f64;
    let (first_tokio, tokio_threads) = {
        let burst = runtime.block_on(burst(spawn_blocking));
        (burst.all, burst.threads - after_ours)
    };
    let rounds = RefCell::new([const { Vec::new() }; 2]);
    for _ in 0..ROUNDS {
        rounds.borrow_mut()[0].push(runtime.block_on(burst(ours)));
        std::thread::sleep(Duration::from_millis(20));
        rounds.borrow_mut()[1].push(runtime.block_on(burst(spawn_blocking)));
        std::thread::sleep(Duration::from_millis(20));
    }
    let [ours, tokio] = rounds.into_inner();
    let of =
        |bursts: &[Burst], figure: fn(&Burst) -> f64| median(bursts.iter().map(figure).collect());
    let goals = [Goal::Peer("spawn_blocking", 1.0)];
    let mut add = |name: &str, unit, scale: f64, ours: f64, tokio: f64| {
        table.add(Row::of(
            format!("1,000 sleeps of 1 ms at once, {name}"),
            unit,
            &goals,
            ours / scale,
            vec![("spawn_blocking", tokio / scale)],
        ));
    };
    add(
        "threads at hand",
        "ms",
        1e6,
        of(&ours, |b| b.all),
        of(&tokio, |b| b.all),
    );
    add(
        "p99",
        "ms",
        1e6,
        of(&ours, |b| b.p99),
        of(&tokio, |b| b.p99),
    );
    add("cold", "ms", 1e6, first_ours, first_tokio);
    add(
        "threads started",
        "threads",
        1.0,
        ours_threads.max(1.0),
        tokio_threads.max(1.0),
    );
}
