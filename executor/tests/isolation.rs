//! Types are isolated: while one is full, and its queue too, calls of others take as long as before. Prints how long, with `--nocapture`.

mod common;

use std::time::{Duration, Instant};

use common::{Hold, task_type, timed};
use executor::{Executor, TaskType, invoke};

task_type!(full: Io, limit: 2, queue: 100);
task_type!(other: Io, limit: 2);

/// How many rounds of calls are timed; `EXECUTOR_CALLS` sets another number.
const CALLS: u64 = 200;
const QUEUED: usize = 1_000;

/// How long calls take, one after the other, of another limited type and of none; sorted.
async fn calls() -> Vec<Duration> {
    let mut took = Vec::new();
    let calls = common::number("EXECUTOR_CALLS").unwrap_or(CALLS);
    for call in 0..calls {
        let begin = Instant::now();
        assert_eq!(other.invoke(move || call).await, call);
        assert_eq!(other.invoke(async { call }).await, call);
        assert_eq!(other.spawn_task(async move { call }).await, call);
        assert_eq!(invoke(move || call).await, call);
        took.push(begin.elapsed());
    }
    took.sort_unstable();
    took
}

fn show(when: &str, took: &[Duration]) {
    let [p50, p99] = [50, 99].map(|percent| took[took.len() * percent / 100]);
    println!("four calls {when}: p50 {p50:.1?}, p99 {p99:.1?}");
}

#[test]
fn calls_of_one_type_go_on_beside_a_full_one() {
    timed(|| {
        let executor = Executor::builder().build();
        executor.await_async(async {
            calls().await;
            show("alone", &calls().await);
            let hold = Hold::default();
            let tasks: Vec<_> = (0..QUEUED)
                .map(|_| {
                    let hold = hold.clone();
                    full.spawn_task(move || hold.pass())
                })
                .collect();
            hold.arrived(2);
            // nothing of the full type ends meanwhile
            show("beside a full type", &calls().await);
            assert_eq!(
                executor::stats()
                    .of(full)
                    .map(|found| (found.running(), found.queued())),
                Some((2, QUEUED - 2))
            );
            hold.open();
            for task in tasks {
                task.await;
            }
        });
    });
}
