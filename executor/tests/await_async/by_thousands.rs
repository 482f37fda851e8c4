//! By thousands at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use executor::{Executor, await_async, invoke, spawn_task};
use tokio::sync::{Semaphore, oneshot};
use tokio::task::yield_now;

use crate::common::{self, timed, until};

pub(crate) const MANY: usize = 2_000;

/// Each of so many tasks blocks its thread until another task of the same runtime has answered, which is spawned last.
#[test]
fn by_thousands_of_tasks_at_once() {
    timed(|| {
        common::multi_thread().block_on(async {
            let waiting = Arc::<AtomicUsize>::default();
            let (answers, tasks): (Vec<_>, Vec<_>) = (0..MANY)
                .map(|number| {
                    let (answer, answered) = oneshot::channel();
                    let waiting = Arc::clone(&waiting);
                    let waits = async move {
                        await_async(async {
                            waiting.fetch_add(1, SeqCst);
                            answered.await.expect("it is sent") + number
                        })
                    };
                    (answer, tokio::spawn(waits))
                })
                .unzip();
            let answerer = tokio::spawn(async move {
                until(|| waiting.load(SeqCst) == MANY).await;
                for answer in answers {
                    answer.send(1).expect("it waits");
                }
            });
            let mut sum = 0;
            for task in tasks {
                sum += task.await.expect("no panic");
            }
            assert_eq!(sum, MANY * (MANY + 1) / 2);
            answerer.await.expect("no panic");
        });
    });
}

/// The functions block, the runtime's one thread does not, so a task of it may be what they all wait for.
#[test]
fn by_thousands_of_functions_at_once_under_a_current_thread_runtime() {
    timed(|| {
        let executor = Executor::builder().max_threads(4).build();
        common::current_thread().block_on(async {
            let (release, waiting) = (Arc::new(Semaphore::new(0)), Arc::<AtomicUsize>::default());
            let calls = (0..MANY).map(|number| {
                let (release, waiting) = (Arc::clone(&release), Arc::clone(&waiting));
                executor.invoke(move || {
                    await_async(async {
                        waiting.fetch_add(1, SeqCst);
                        release.acquire().await.expect("it is open").forget();
                    });
                    number
                })
            });
            let answerer = tokio::spawn({
                let (release, waiting) = (Arc::clone(&release), Arc::clone(&waiting));
                async move {
                    until(|| waiting.load(SeqCst) == MANY).await;
                    release.add_permits(MANY);
                }
            });
            let sum: usize = futures::future::join_all(calls).await.into_iter().sum();
            assert_eq!(sum, MANY * (MANY - 1) / 2);
            answerer.await.expect("no panic");
        });
    });
}

/// One after the other, since each blocks the only thread: for what does not hang on that runtime.
#[test]
fn by_thousands_of_tasks_of_a_current_thread_runtime() {
    timed(|| {
        common::current_thread().block_on(async {
            let waits = |number: usize| async move {
                await_async(async {
                    yield_now().await;
                    spawn_task(async move { number }).await + invoke(move || number).await
                })
            };
            let tasks: Vec<_> = (0..MANY)
                .map(|number| tokio::spawn(waits(number)))
                .collect();
            let mut sum = 0;
            for task in tasks {
                sum += task.await.expect("no panic");
            }
            assert_eq!(sum, MANY * (MANY - 1));
        });
    });
}
