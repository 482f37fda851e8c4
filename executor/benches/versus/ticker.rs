//! Whether the event loop keeps time while others hammer the pool.

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use tokio::runtime::Runtime;

use crate::invoke;
use crate::measure::nanoseconds;
use crate::row::{Goal, Row, Table};

const TICKS: usize = 200;

/// How late, in the worst hundredth, a ticker of 1 ms is while 64 callers hammer.
async fn lateness<F>(call: fn(u64) -> F) -> f64
where
    F: Future<Output = u64> + Send + 'static,
{
    let stop = Arc::new(AtomicBool::new(false));
    let callers: Vec<_> = (0..64)
        .map(|_| {
            let stop = Arc::clone(&stop);
            tokio::spawn(async move {
                while !stop.load(Ordering::Relaxed) {
                    call(1).await;
                }
            })
        })
        .collect();
    let ticker = tokio::spawn(async {
        let mut late = Vec::new();
        for _ in 0..TICKS {
            let start = Instant::now();
            tokio::time::sleep(Duration::from_millis(1)).await;
            late.push(nanoseconds(start.elapsed()) / 1e3);
        }
        late.sort_by(f64::total_cmp);
        late[TICKS * 99 / 100]
    });
    let worst = ticker.await.expect("it does not panic");
    stop.store(true, Ordering::Relaxed);
    for caller in callers {
        caller.await.expect("no caller panics");
    }
    worst
}

pub(crate) fn rows(runtime: &Runtime, table: &mut Table) {
    table.add(Row::measured(
        "p99 of a 1 ms ticker while 64 callers hammer",
        "µs",
        &[Goal::Peer("spawn_blocking", 1.0)],
        &mut [
            (
                "invoke",
                Box::new(|| runtime.block_on(lateness(invoke::ours))),
            ),
            (
                "spawn_blocking",
                Box::new(|| runtime.block_on(lateness(invoke::spawn_blocking))),
            ),
        ],
    ));
}
