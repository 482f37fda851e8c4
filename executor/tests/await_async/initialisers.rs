//! In `OnceLock` and `LazyLock` initialisers, which others wait for by means of the standard library.

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Barrier, LazyLock, OnceLock};

use executor::{await_async, exec, invoke};
use tokio::sync::Semaphore;

use crate::common::{self, timed, until};
use crate::work::{all_kinds, nested};

#[test]
fn in_initialisers_that_threads_race_for() {
    static LAZY: LazyLock<usize> = LazyLock::new(|| await_async(all_kinds()));
    static ONCE: OnceLock<usize> = OnceLock::new();
    static RUNS: AtomicUsize = AtomicUsize::new(0);
    const THREADS: usize = 8;
    timed(|| {
        let all_at_once = Barrier::new(THREADS);
        let asks = || {
            all_at_once.wait();
            let once = ONCE.get_or_init(|| {
                RUNS.fetch_add(1, SeqCst);
                await_async(invoke(|| await_async(all_kinds())))
            });
            *once + *LAZY
        };
        std::thread::scope(|scope| {
            let threads = [(); THREADS].map(|()| scope.spawn(asks));
            for thread in threads {
                assert_eq!(thread.join().expect("no panic"), 14);
            }
        });
        assert_eq!(RUNS.load(SeqCst), 1);
    });
}

/// What the initialiser waits for, another task of the same runtime does, though more tasks than threads wait for the initialiser.
#[test]
fn in_an_initialiser_that_tasks_race_for() {
    static ANSWER: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(0));
    static LAZY: LazyLock<usize> = LazyLock::new(|| {
        await_async(async {
            ANSWER.acquire().await.expect("it is open").forget();
            all_kinds().await
        })
    });
    #[executor::task]
    async fn asks(asked: Arc<AtomicUsize>) -> usize {
        asked.fetch_add(1, SeqCst);
        exec!(block || *LAZY)
    }
    timed(|| {
        common::multi_thread().block_on(async {
            const TASKS: usize = 50;
            let asked = Arc::<AtomicUsize>::default();
            let tasks = [(); TASKS].map(|()| tokio::spawn(asks(Arc::clone(&asked))));
            let answers = tokio::spawn(async move {
                until(|| asked.load(SeqCst) == TASKS).await;
                ANSWER.add_permits(1);
            });
            for task in tasks {
                assert_eq!(task.await.expect("no panic"), 7);
            }
            answers.await.expect("no panic");
        });
    });
}

#[test]
fn in_an_initialiser_on_a_current_thread_runtime() {
    static LAZY: LazyLock<usize> = LazyLock::new(|| await_async(nested(2)));
    static AGAIN: LazyLock<usize> = LazyLock::new(|| await_async(async { exec_lazy().await }));
    #[executor::task]
    async fn exec_lazy() -> usize {
        exec!(block || *LAZY)
    }
    #[executor::task]
    async fn asks() -> usize {
        exec!(block || *AGAIN)
    }
    timed(|| {
        let threads = [(); 4].map(|()| std::thread::spawn(|| await_async(asks())));
        assert_eq!(common::current_thread().block_on(asks()), 3 * 7);
        for thread in threads {
            assert_eq!(thread.join().expect("no panic"), 3 * 7);
        }
    });
}
