//! A paused clock stands while sync work runs, and goes on while that work waits.

use std::thread;
use std::time::{Duration, Instant};

use tokio::runtime::Handle;
use tokio::sync::oneshot;
use tokio::time::{self, timeout};

use super::super::clock::{ClockKeeper, keep_clock_of};
use super::{await_async, current_thread, multi_thread, paused, within_limit};
use crate::pool::{Job, Pool};

/// Keeps the clock of the runtime that is current here.
fn keep_clock() -> ClockKeeper {
    keep_clock_of(Handle::try_current().ok().as_ref())
}

const WORK: Duration = Duration::from_millis(20);
const HOUR: Duration = Duration::from_secs(3600);

/// What `invoke` does: `work` on a thread of ours, in the caller's runtime, with its clock kept.
async fn invoke<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let (answer, answered) = oneshot::channel();
    let (keeper, caller) = (keep_clock(), Handle::current());
    Pool::new("clock", 4).submit_detached(move || {
        let _kept = keeper.enter();
        let _entered = caller.enter();
        let _ = answer.send(work());
    });
    answered.await.unwrap()
}

impl Pool {
    /// The pool must live until its job is begun.
    fn submit_detached(self, job: impl FnOnce() + Send + 'static) {
        let pool = self.clone();
        self.submit(Job::calling(move || {
            job();
            drop(pool);
        }));
    }
}

#[test]
fn a_timeout_around_sync_work_does_not_fire() {
    within_limit(|| {
        paused().block_on(async {
            for _ in 0..10 {
                let start = time::Instant::now();
                let done = timeout(Duration::from_secs(5), invoke(|| thread::sleep(WORK))).await;
                assert!(done.is_ok());
                assert_eq!(start.elapsed(), Duration::ZERO);
            }
        });
    });
}

#[test]
fn the_clock_goes_on_afterwards() {
    within_limit(|| {
        paused().block_on(async {
            invoke(|| thread::sleep(WORK)).await;
            let start = Instant::now();
            time::sleep(HOUR).await;
            assert!(start.elapsed() < Duration::from_secs(10));
        });
    });
}

#[test]
fn sync_work_that_waits_lets_the_clock_advance() {
    within_limit(|| {
        paused().block_on(async {
            let start = time::Instant::now();
            invoke(|| await_async(time::sleep(HOUR))).await;
            assert_eq!(start.elapsed().as_secs(), 3600);
        });
    });
}

#[test]
fn the_clock_stands_again_after_the_wait() {
    within_limit(|| {
        paused().block_on(async {
            for _ in 0..20 {
                let work = invoke(|| {
                    await_async(time::sleep(Duration::from_secs(1)));
                    thread::sleep(WORK);
                });
                assert!(timeout(Duration::from_secs(5), work).await.is_ok());
            }
        });
    });
}

#[test]
fn the_clock_stands_from_one_sync_call_to_the_next() {
    within_limit(|| {
        paused().block_on(async {
            for _ in 0..20 {
                let work = invoke(|| {
                    await_async(invoke(|| thread::sleep(WORK / 4)));
                    thread::sleep(WORK / 4);
                });
                assert!(timeout(Duration::from_secs(5), work).await.is_ok());
            }
        });
    });
}

#[test]
fn many_calls_share_one_blocking_thread() {
    within_limit(|| {
        paused().block_on(async {
            let calls = (0..50).map(|_| tokio::spawn(invoke(|| thread::sleep(WORK))));
            let calls = futures::future::join_all(calls.collect::<Vec<_>>());
            assert!(timeout(Duration::from_secs(5), calls).await.is_ok());
        });
    });
}

#[test]
fn a_runtime_that_is_dropped_does_not_wait_for_the_work() {
    within_limit(|| {
        let (end, ended) = std::sync::mpsc::channel::<()>();
        let runtime = paused();
        runtime.block_on(async {
            tokio::spawn(invoke(move || ended.recv()));
            tokio::task::yield_now().await;
        });
        drop(runtime);
        drop(end);
    });
}

#[test]
fn a_running_clock_is_left_alone() {
    let keeps = |runtime: tokio::runtime::Runtime| {
        within_limit(move || runtime.block_on(async { keep_clock().keeps() }))
    };
    assert!(!keeps(current_thread()));
    assert!(!keeps(multi_thread()));
    assert!(keeps(paused()));
    assert!(!keep_clock().keeps());
}
