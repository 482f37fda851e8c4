//! Threads: as many as there is work at once, and no more.

mod common;

use std::sync::{Mutex, MutexGuard, PoisonError};

use common::{Hold, threads, timed};
use executor::Executor;
use executor::types::Io;

/// The threads are the process's: one test at a time.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Calls one after the other.
const CALLS: usize = 200;

/// So many threads may still be on their way to park.
const HANDFUL: usize = 8;

#[test]
fn calls_one_after_the_other_use_a_handful_of_threads() {
    let _alone = alone();
    timed(|| {
        let executor = Executor::builder().build();
        executor.await_async(async {
            for call in 0..CALLS {
                assert_eq!(executor::invoke(move || call).await, call);
            }
        });
        let stats = executor.stats();
        let threads = stats.of(Io).map(|found| found.threads());
        assert!(threads.is_some_and(|threads| threads <= HANDFUL), "{stats}");
    });
}

#[test]
fn threads_do_not_grow_with_calls_of_await_async() {
    let _alone = alone();
    timed(|| {
        let executor = Executor::builder().worker_threads(2).build();
        let wait = || executor.await_async(async { tokio::task::yield_now().await });
        wait();
        let before = threads();
        for _ in 0..2_000 {
            wait();
        }
        if let (Some(before), Some(after)) = (before, threads()) {
            assert!(
                after <= before + HANDFUL,
                "from {before} to {after} threads"
            );
        }
    });
}

/// Threads that wait are replaced, each by one at most, and park once those come back.
#[test]
fn threads_come_back_to_the_bound_after_many_waits_at_once() {
    const WAITS: usize = 100;
    let _alone = alone();
    timed(|| {
        let executor = Executor::builder().max_threads(4).build();
        let (release, hold) = (tokio::sync::Semaphore::new(0), Hold::default());
        let release = std::sync::Arc::new(release);
        let tasks: Vec<_> = (0..WAITS)
            .map(|_| {
                let release = std::sync::Arc::clone(&release);
                executor.spawn_task(move || {
                    executor::await_async(release.acquire())
                        .expect("it is open")
                        .forget();
                })
            })
            .collect();
        let last = executor.spawn_task({
            let hold = hold.clone();
            move || hold.pass()
        });
        // runs although all before it wait
        hold.arrived(1);
        release.add_permits(WAITS);
        hold.open();
        executor.await_async(async {
            for task in tasks {
                task.await;
            }
            last.await;
            assert_eq!(executor::invoke(|| 1).await, 1);
        });
    });
}
