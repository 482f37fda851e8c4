//! Every place that a program can call from.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use tokio::runtime::Handle;
use tokio::task::{LocalSet, spawn_blocking, spawn_local};

use super::super::block_in_place;
use super::{LIMIT, await_async, current_thread, leaf, multi_thread, within_limit, yields};
use crate::pool::Pool;

/// Each level within the poll of the one above.
fn nest_inline(depth: u32) -> u32 {
    if depth == 0 {
        return await_async(leaf(0));
    }
    await_async(async move {
        tokio::task::yield_now().await;
        nest_inline(depth - 1) + 1
    })
}

/// Each level in a task of its own.
fn nest(depth: u32) -> u32 {
    if depth == 0 {
        return await_async(leaf(0));
    }
    await_async(async move { tokio::spawn(async move { nest(depth - 1) }).await.unwrap() + 1 })
}

struct AwaitOnDrop;

impl Drop for AwaitOnDrop {
    fn drop(&mut self) {
        assert_eq!(await_async(leaf(5)), 5);
    }
}

#[test]
fn plain_thread() {
    assert_eq!(within_limit(|| await_async(leaf(7))), 7);
    within_limit(|| await_async(yields(10_000)));
    assert_eq!(within_limit(|| nest(20)), 20);
    assert_eq!(within_limit(|| nest_inline(20)), 20);
}

#[test]
fn plain_thread_borrows_and_needs_no_send() {
    let result = within_limit(|| {
        let mut text = String::from("a");
        let shared = std::rc::Rc::new(1);
        await_async(async {
            leaf(1).await;
            text.push_str(&shared.to_string());
        });
        text
    });
    assert_eq!(result, "a1");
}

#[test]
fn a_panic_of_the_future_is_the_callers() {
    let result = super::caught(|| await_async(async { panic!("on purpose") }));
    assert_eq!(result, Err::<(), _>("on purpose".into()));
}

#[test]
fn in_the_destructor_of_a_thread_local() {
    thread_local! {
        static LAST: std::cell::RefCell<Option<AwaitOnDrop>> =
            const { std::cell::RefCell::new(None) };
    }
    within_limit(|| {
        std::thread::spawn(|| LAST.set(Some(AwaitOnDrop)))
            .join()
            .unwrap();
    });
}

/// The same cases for both flavors of runtime.
macro_rules! in_a_runtime {
    ($runtime:ident) => {
        mod $runtime {
            use super::*;

            #[test]
            fn root() {
                let result = within_limit(|| $runtime().block_on(async { await_async(leaf(7)) }));
                assert_eq!(result, 7);
                within_limit(|| $runtime().block_on(async { await_async(yields(10_000)) }));
            }

            #[test]
            fn task() {
                let result = within_limit(|| {
                    $runtime()
                        .block_on(async { tokio::spawn(async { await_async(leaf(7)) }).await })
                });
                assert_eq!(result.unwrap(), 7);
                let result = within_limit(|| {
                    $runtime().block_on(async {
                        tokio::spawn(async { await_async(yields(10_000)) }).await
                    })
                });
                result.unwrap();
            }

            #[test]
            fn nested_in_one_poll() {
                let result = within_limit(|| {
                    $runtime().block_on(async { tokio::spawn(async { nest_inline(20) }).await })
                });
                assert_eq!(result.unwrap(), 20);
            }

            #[test]
            fn nested_in_tasks() {
                let result = within_limit(|| {
                    $runtime().block_on(async { tokio::spawn(async { nest(20) }).await })
                });
                assert_eq!(result.unwrap(), 20);
            }

            #[test]
            fn nested_deeper_than_tokios_blocking_threads() {
                let result = within_limit(|| {
                    $runtime().block_on(async { tokio::spawn(async { nest(700) }).await })
                });
                assert_eq!(result.unwrap(), 700);
            }

            #[test]
            fn blocking_thread() {
                let result = within_limit(|| {
                    $runtime().block_on(async { spawn_blocking(|| nest(20)).await })
                });
                assert_eq!(result.unwrap(), 20);
            }

            #[test]
            fn blocking_thread_uses_the_runtime_it_belongs_to() {
                let same = within_limit(|| {
                    $runtime().block_on(async {
                        let outer = Handle::current().id();
                        let inner =
                            spawn_blocking(|| await_async(async { Handle::current().id() })).await;
                        outer == inner.unwrap()
                    })
                });
                assert!(same);
            }

            #[test]
            fn local_set() {
                let result = within_limit(|| {
                    $runtime().block_on(LocalSet::new().run_until(async {
                        spawn_local(async { await_async(leaf(3)) }).await.unwrap()
                            + spawn_local(async { nest_inline(20) }).await.unwrap()
                    }))
                });
                assert_eq!(result, 23);
            }

            #[test]
            fn local_set_on_a_blocking_thread() {
                let result = within_limit(|| {
                    $runtime().block_on(async {
                        spawn_blocking(|| {
                            let set = LocalSet::new();
                            Handle::current()
                                .block_on(set.run_until(async { await_async(leaf(3)) }))
                        })
                        .await
                    })
                });
                assert_eq!(result.unwrap(), 3);
            }

            #[test]
            fn futures_that_yield_among_others() {
                let result = within_limit(|| {
                    $runtime().block_on(async {
                        await_async(async { tokio::join!(yields(100), leaf(1)).1 })
                    })
                });
                assert_eq!(result, 1);
            }

            #[test]
            fn a_channel_that_is_always_ready() {
                let received = within_limit(|| {
                    $runtime().block_on(async {
                        let (sender, mut receiver) = tokio::sync::mpsc::unbounded_channel();
                        (0..10_000).for_each(|number| sender.send(number).unwrap());
                        drop(sender);
                        await_async(async {
                            let mut received = 0;
                            while receiver.recv().await.is_some() {
                                received += 1;
                            }
                            received
                        })
                    })
                });
                assert_eq!(received, 10_000);
            }

            #[test]
            fn woken_from_another_thread() {
                let result = within_limit(|| {
                    $runtime().block_on(async {
                        await_async(async {
                            let (sender, receiver) = tokio::sync::oneshot::channel();
                            std::thread::spawn(move || {
                                std::thread::sleep(Duration::from_millis(50));
                                sender.send(9).unwrap();
                            });
                            receiver.await.unwrap()
                        })
                    })
                });
                assert_eq!(result, 9);
            }

            #[test]
            fn drop_while_unwinding() {
                let panicked = within_limit(|| {
                    $runtime().block_on(async {
                        let task = tokio::spawn(async {
                            let _awaits = AwaitOnDrop;
                            std::panic::resume_unwind(Box::new(1));
                        });
                        task.await.unwrap_err().is_panic()
                    })
                });
                assert!(panicked);
            }

            #[test]
            fn pool_thread_with_the_runtime_of_its_caller() {
                let same = within_limit(|| {
                    $runtime().block_on(async {
                        let pool = Pool::new("caller", 1);
                        let (answer, answered) = tokio::sync::oneshot::channel();
                        let caller = Handle::current();
                        pool.submit(Box::new(move || {
                            let _entered = caller.enter();
                            assert_eq!(await_async(leaf(1)), 1);
                            let inner = await_async(async { Handle::current().id() });
                            answer.send(inner == caller.id()).unwrap();
                        }));
                        answered.await
                    })
                });
                assert!(same.unwrap());
            }

            #[test]
            fn block_in_place_calls_here() {
                let here = within_limit(|| {
                    $runtime().block_on(async {
                        let call = || {
                            let thread = std::thread::current().id();
                            block_in_place(|| thread == std::thread::current().id())
                        };
                        call() && tokio::spawn(async move { call() }).await.unwrap()
                    })
                });
                assert!(here);
            }
        }
    };
}

in_a_runtime!(multi_thread);
in_a_runtime!(current_thread);

async fn unordered_yields() {
    let mut all: FuturesUnordered<_> = (0..3).map(|_| yields(3)).collect();
    while all.next().await.is_some() {}
}

#[test]
fn parts_with_wakers_of_their_own_that_yield() {
    within_limit(|| await_async(unordered_yields()));
    within_limit(|| multi_thread().block_on(async { await_async(unordered_yields()) }));
    within_limit(|| {
        multi_thread().block_on(async {
            tokio::spawn(async { await_async(unordered_yields()) })
                .await
                .unwrap();
        });
    });
    within_limit(|| {
        current_thread().block_on(async {
            spawn_blocking(|| await_async(unordered_yields()))
                .await
                .unwrap();
        });
    });
}

/// The one worker blocks, and a task that it would have to run still runs.
#[test]
fn other_tasks_of_a_worker_go_on() {
    let go_on = |blocks: fn(std::sync::mpsc::Receiver<()>)| {
        within_limit(move || {
            multi_thread().block_on(async {
                let (sender, receiver) = std::sync::mpsc::channel();
                let blocked = tokio::spawn(async move { blocks(receiver) });
                tokio::spawn(async move { sender.send(()).unwrap() })
                    .await
                    .unwrap();
                blocked.await.unwrap();
            });
        });
    };
    go_on(|receiver| block_in_place(|| receiver.recv_timeout(LIMIT).unwrap()));
    go_on(|receiver| {
        await_async(async move {
            while receiver.try_recv().is_err() {
                leaf(0).await;
            }
        });
    });
}

#[test]
fn a_runtime_of_its_own_inside_a_wait() {
    let result = within_limit(|| {
        multi_thread().block_on(async {
            tokio::spawn(async {
                await_async(async {
                    current_thread().block_on(async { await_async(leaf(1)) + nest_inline(3) })
                })
            })
            .await
        })
    });
    assert_eq!(result.unwrap(), 4);
}

#[test]
fn a_multi_thread_runtime_entered_over_a_current_thread_one() {
    let result = within_limit(|| {
        let other = multi_thread();
        current_thread().block_on(async {
            let _entered = other.enter();
            await_async(async { leaf(1).await + tokio::spawn(leaf(1)).await.unwrap() })
                + nest_inline(3)
        })
    });
    assert_eq!(result, 5);
}

#[test]
fn a_current_thread_runtime_entered_over_a_worker() {
    let result = within_limit(|| {
        let other = current_thread();
        let other_handle = other.handle().clone();
        let result = multi_thread().block_on(async {
            tokio::spawn(async move {
                let _entered = other_handle.enter();
                await_async(leaf(1)) + nest_inline(3)
            })
            .await
        });
        drop(other);
        result
    });
    assert_eq!(result.unwrap(), 4);
}

#[test]
fn a_second_block_on_of_a_current_thread_runtime() {
    let result = within_limit(|| {
        let runtime = Arc::new(current_thread());
        let second = Arc::clone(&runtime);
        runtime.block_on(async move {
            let (answer, answered) = tokio::sync::oneshot::channel();
            std::thread::spawn(move || {
                answer
                    .send(second.block_on(async { await_async(leaf(2)) }))
                    .unwrap();
            });
            answered.await
        })
    });
    assert_eq!(result.unwrap(), 2);
}

/// Each level waits on a thread of the same small pool.
#[test]
fn a_chain_deeper_than_the_pool() {
    fn level(pool: Pool, depth: usize) -> usize {
        if depth == 0 {
            return 0;
        }
        let (answer, answered) = tokio::sync::oneshot::channel();
        let inner = pool.clone();
        pool.submit(Box::new(move || {
            answer.send(level(inner, depth - 1)).unwrap()
        }));
        await_async(async { answered.await.unwrap() }) + 1
    }
    assert_eq!(within_limit(|| level(Pool::new("deep", 2), 300)), 300);
}

#[test]
fn parks_instead_of_polling() {
    let polls = within_limit(|| {
        current_thread().block_on(async {
            let polls = Arc::new(AtomicUsize::new(0));
            let counted = Arc::clone(&polls);
            let start = Instant::now();
            let mut sleep = Box::pin(tokio::time::sleep(Duration::ZERO));
            await_async(async move {
                sleep.set(tokio::time::sleep(Duration::from_millis(50)));
                std::future::poll_fn(move |cx| {
                    counted.fetch_add(1, Ordering::Relaxed);
                    sleep.as_mut().poll(cx)
                })
                .await;
            });
            assert!(start.elapsed() >= Duration::from_millis(50));
            polls.load(Ordering::Relaxed)
        })
    });
    assert!(polls <= 3, "polled {polls} times");
}
