//! `await_async` where other code calls it: on rayon's threads, in initialisers, over sockets, and by thousands at once.

mod common;

use std::future::poll_fn;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Barrier, LazyLock, OnceLock};
use std::task::Poll;
use std::time::Duration;

use common::{on_both, timed, until};
use executor::{Executor, await_async, exec, invoke, spawn_task};
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, mpsc, oneshot};
use tokio::task::{LocalSet, spawn_blocking, spawn_local, yield_now};

const MANY: usize = 2_000;

/// Sends a text over a socket and back.
async fn over_tcp(text: &str) -> std::io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let client = async {
        let mut stream = TcpStream::connect(address).await?;
        stream.write_all(text.as_bytes()).await?;
        stream.shutdown().await?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await?;
        std::io::Result::Ok(answer)
    };
    let server = async {
        let (mut stream, _) = listener.accept().await?;
        let (mut reads, mut writes) = stream.split();
        tokio::io::copy(&mut reads, &mut writes).await?;
        writes.shutdown().await
    };
    let (answer, served) = tokio::join!(client, server);
    served?;
    answer
}

/// Takes more from a channel than one poll of a task may.
async fn exhausts_its_budget() -> usize {
    let (sender, mut receiver) = mpsc::unbounded_channel();
    (0..1_000).for_each(|number| sender.send(number).expect("it is open"));
    drop(sender);
    let mut received = 0;
    while receiver.recv().await.is_some() {
        received += 1;
    }
    received
}

/// All that a future may wait for: a timer, a socket, its turn, a budget, a task, a function.
async fn all_kinds() -> usize {
    tokio::time::sleep(Duration::from_millis(1)).await;
    assert_eq!(over_tcp("a text").await.expect("a socket"), "a text");
    for _ in 0..10 {
        yield_now().await;
    }
    assert_eq!(exhausts_its_budget().await, 1_000);
    spawn_task(yield_now()).await;
    invoke(|| 7).await
}

/// As `all_kinds`, with waits within the wait.
async fn nested(depth: u32) -> usize {
    match depth {
        0 => all_kinds().await,
        _ => await_async(async {
            yield_now().await;
            all_kinds().await + Box::pin(nested(depth - 1)).await
        }),
    }
}

#[test]
fn on_the_event_loop_over_sockets_timers_and_yields() {
    on_both(|| async {
        assert_eq!(await_async(all_kinds()), 7);
        assert_eq!(nested(3).await, 4 * 7);
        let in_a_task = tokio::spawn(async { nested(3).await });
        assert_eq!(in_a_task.await.expect("no panic"), 4 * 7);
        let in_a_set = LocalSet::new();
        let local = in_a_set.run_until(async { spawn_local(nested(3)).await });
        assert_eq!(local.await.expect("no panic"), 4 * 7);
    });
}

#[test]
fn off_the_event_loop_over_sockets_timers_and_yields() {
    on_both(|| async {
        assert_eq!(invoke(|| await_async(nested(3))).await, 4 * 7);
        let on_a_blocking_thread = spawn_blocking(|| await_async(nested(3)));
        assert_eq!(on_a_blocking_thread.await.expect("no panic"), 4 * 7);
    });
    timed(|| assert_eq!(await_async(nested(3)), 4 * 7));
}

/// A runtime that a function starts for itself, as libraries with a sync surface do.
#[test]
fn in_a_current_thread_runtime_within_a_function() {
    fn library_call(depth: u32) -> usize {
        common::current_thread().block_on(async {
            let inner = match depth {
                0 => 0,
                _ => await_async(invoke(move || library_call(depth - 1))),
            };
            inner + await_async(nested(1))
        })
    }
    on_both(|| async { assert_eq!(invoke(|| library_call(2)).await, 3 * 2 * 7) });
}

/// The task has used up its own budget before it waits.
#[test]
fn in_a_task_without_budget() {
    on_both(|| async {
        let task = tokio::spawn(async {
            let (sender, mut receiver) = mpsc::unbounded_channel();
            (0..1_000).for_each(|number| sender.send(number).expect("it is open"));
            poll_fn(|cx| {
                while receiver.poll_recv(cx).is_ready() {}
                assert!(!receiver.is_empty(), "its budget has no end");
                assert_eq!(await_async(nested(1)), 2 * 7);
                Poll::Ready(())
            })
            .await;
        });
        task.await.expect("no panic");
    });
}

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
