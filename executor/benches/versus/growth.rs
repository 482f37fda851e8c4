//! How cost grows: with tasks, with nesting, with threads. With callers: the curve of `invoke`.

use std::sync::{Arc, Barrier};

use tokio::runtime::Runtime;

use crate::measure::{hammer, nanoseconds};
use crate::row::{Row, Table};
use crate::spawn;

pub(crate) fn rows(runtime: &Runtime, table: &mut Table) {
    for tasks in [1_000, 10_000, 100_000, 1_000_000] {
        let (ours, tracked) = spawn::spawn_time(runtime, tasks);
        table.add(Row::of(
            format!("growth: a spawned task, of {tasks}"),
            "ns",
            &[],
            ours,
            vec![("TaskTracker::spawn", tracked)],
        ));
    }
    for depth in [1, 10, 100, 1_000] {
        let calls = (2_000 / depth).max(3);
        let time = || runtime.block_on(hammer(1, calls, nesting(depth))) / depth as f64;
        time();
        table.add(Row::of(
            format!("growth: a level of invoke → await_async, of {depth}"),
            "ns",
            &[],
            time(),
            Vec::new(),
        ));
    }
    for threads in [1, 8, 64, 512] {
        let ours = blocked(runtime, threads, |all| {
            Box::pin(executor::invoke(move || _ = all.wait()))
        });
        let tokio = blocked(runtime, threads, |all| {
            Box::pin(async move {
                let task = tokio::task::spawn_blocking(move || _ = all.wait());
                task.await.expect("it does not panic");
            })
        });
        table.add(Row::of(
            format!("growth: a thread, of {threads} that block until all do"),
            "ns",
            &[],
            ours,
            vec![("spawn_blocking", tokio)],
        ));
    }
}

fn nest(depth: u64) -> u64 {
    if depth == 0 {
        return 0;
    }
    executor::await_async(executor::invoke(move || nest(depth - 1))) + 1
}

type Nesting = std::pin::Pin<Box<dyn Future<Output = u64> + Send>>;

fn nesting(depth: u64) -> fn(u64) -> Nesting {
    match depth {
        1 => |_| Box::pin(executor::invoke(|| nest(0))),
        10 => |_| Box::pin(executor::invoke(|| nest(9))),
        100 => |_| Box::pin(executor::invoke(|| nest(99))),
        _ => |_| Box::pin(executor::invoke(|| nest(999))),
    }
}

type Blocked = std::pin::Pin<Box<dyn Future<Output = ()> + Send>>;

/// The time until so many blocking calls block at once, and have ended.
fn blocked(runtime: &Runtime, threads: usize, call: fn(Arc<Barrier>) -> Blocked) -> f64 {
    let all = Arc::new(Barrier::new(threads));
    let start = std::time::Instant::now();
    runtime.block_on(async {
        let calls: Vec<_> = (0..threads)
            .map(|_| tokio::spawn(call(Arc::clone(&all))))
            .collect();
        for call in calls {
            call.await.expect("no caller panics");
        }
    });
    nanoseconds(start.elapsed()) / threads as f64
}
