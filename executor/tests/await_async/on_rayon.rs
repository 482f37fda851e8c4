//! On rayon's threads.

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use executor::{await_async, invoke, spawn_task};
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use tokio::sync::Semaphore;
use tokio::task::yield_now;

use crate::by_thousands::MANY;
use crate::common::{on_both, timed, until};
use crate::work::all_kinds;

fn rayon(threads: usize) -> rayon::ThreadPool {
    let builder = rayon::ThreadPoolBuilder::new().num_threads(threads);
    builder.build().expect("threads")
}

/// Each thread waits, and what they wait for comes only once all of them do.
#[test]
fn on_all_of_rayons_threads_at_once() {
    const THREADS: usize = 8;
    timed(|| {
        let (rayon, release) = (rayon(THREADS), Semaphore::new(0));
        let arrived = AtomicUsize::new(0);
        let waits = || {
            await_async(async {
                arrived.fetch_add(1, SeqCst);
                release.acquire().await.expect("it is open").forget();
                all_kinds().await
            })
        };
        std::thread::scope(|scope| {
            let all = scope.spawn(|| rayon.broadcast(|_| waits()));
            await_async(until(|| arrived.load(SeqCst) == THREADS));
            release.add_permits(THREADS);
            assert_eq!(all.join().expect("no panic"), [7; THREADS]);
        });
    });
}

/// More waits than threads, from a function that async code calls; each for a task of the executor.
#[test]
fn in_rayons_parallel_iterators() {
    on_both(|| async {
        let sum = invoke(|| {
            let waits = |number: usize| {
                await_async(async {
                    yield_now().await;
                    spawn_task(async move { number }).await + invoke(move || number).await
                })
            };
            rayon(2).install(|| (0..MANY).into_par_iter().map(waits).sum::<usize>())
        });
        assert_eq!(sum.await, MANY * (MANY - 1));
    });
}
