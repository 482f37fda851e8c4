//! `invoke`: sync functions run elsewhere, futures in place.

mod common;

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::Duration;

use common::{Hold, on_both, panic_of, task_type, timed, until};
use executor::{Executor, TaskType, invoke, is_cancelled};

#[test]
fn a_function_runs_on_another_thread() {
    on_both(|| async {
        let here = thread::current().id();
        let (there, name) = invoke(move || {
            (
                thread::current().id(),
                thread::current().name().map(str::to_owned),
            )
        })
        .await;
        assert_ne!(here, there);
        assert_eq!(name.as_deref(), Some("executor-io"));
    });
}

#[test]
fn a_future_runs_in_place() {
    on_both(|| async {
        let here = thread::current().id();
        let text = String::from("borrowed");
        let borrowed = &text;
        assert_eq!(
            invoke(async move { (thread::current().id(), borrowed.len()) }).await,
            (here, 8)
        );
    });
}

#[test]
fn closures_without_a_result_compile() {
    on_both(|| async {
        let stops = executor::spawn_task(|| panic!("stops here")).join().await;
        stops.expect_err("it panics");
        generic(|| 3_u8).await;
    });

    async fn generic<R: Send + 'static>(f: impl FnOnce() -> R + Send + 'static) -> R {
        invoke(f).await
    }
}

#[test]
fn a_panic_resumes_in_the_awaiter() {
    timed(|| {
        let text = panic_of(|| {
            common::current_thread().block_on(async {
                invoke(|| -> () { panic!("no such {}", "file") }).await;
            });
        });
        assert_eq!(text, "no such file");
    });
}

#[test]
fn the_callers_runtime_is_entered() {
    on_both(|| async {
        let here = tokio::runtime::Handle::current().id();
        assert_eq!(
            invoke(|| tokio::runtime::Handle::current().id()).await,
            here
        );
    });
}

#[test]
fn a_function_starts_with_the_first_poll() {
    on_both(|| async {
        let ran = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&ran);
        drop(invoke(move || count.fetch_add(1, Ordering::SeqCst)));
        // the closure is gone, unrun
        assert_eq!(
            (ran.load(Ordering::SeqCst), Arc::strong_count(&ran)),
            (0, 1)
        );
    });
}

task_type!(alone: Io, limit: 1);

#[test]
fn a_queued_function_whose_caller_goes_never_runs() {
    timed(|| {
        let executor = Executor::builder().build();
        executor.await_async(async {
            let hold = Hold::default();
            let holder = alone.spawn_task({
                let hold = hold.clone();
                move || hold.pass()
            });
            hold.arrived(1);
            let ran = Arc::new(AtomicUsize::new(0));
            let count = Arc::clone(&ran);
            {
                let mut queued = pin!(alone.invoke(move || count.fetch_add(1, Ordering::SeqCst)));
                let mut cx = Context::from_waker(Waker::noop());
                assert!(queued.as_mut().poll(&mut cx).is_pending());
            }
            assert_eq!(
                Arc::strong_count(&ran),
                1,
                "its captures are dropped at once"
            );
            hold.open();
            holder.await;
            alone.invoke(|| ()).await;
            assert_eq!(ran.load(Ordering::SeqCst), 0);
        });
    });
}

#[test]
fn a_running_function_whose_caller_goes_is_told_and_keeps_its_permit() {
    timed(|| {
        let executor = Executor::builder().build();
        executor.await_async(async {
            let (hold, (told, tells)) = (Hold::default(), std::sync::mpsc::channel());
            {
                let holds = hold.clone();
                let mut running = pin!(alone.invoke(move || {
                    assert!(!is_cancelled());
                    holds.pass();
                    let _ = told.send(is_cancelled());
                }));
                let mut cx = Context::from_waker(Waker::noop());
                assert!(running.as_mut().poll(&mut cx).is_pending());
                hold.arrived(1);
            }
            let next = alone.spawn_task(|| ());
            assert!(!next.is_finished());
            let stats = executor::stats();
            assert_eq!(
                stats.of(alone).map(|s| (s.running(), s.queued())),
                Some((1, 1))
            );
            hold.open();
            assert_eq!(tells.recv(), Ok(true));
            next.await;
            assert!(!is_cancelled());
        });
    });
}

#[test]
fn captures_are_gone_when_the_result_is_there() {
    on_both(|| async {
        let captured = Arc::new(());
        let capture = Arc::clone(&captured);
        invoke(move || drop(Arc::clone(&capture))).await;
        assert_eq!(Arc::strong_count(&captured), 1);
    });
}

#[test]
fn a_full_type_does_not_delay_another() {
    task_type!(full: Io, limit: 1);
    task_type!(other: Io, limit: 1);
    timed(|| {
        let executor = Executor::builder().max_threads(1).build();
        executor.await_async(async {
            let hold = Hold::default();
            let tasks: Vec<_> = (0..3)
                .map(|_| {
                    let hold = hold.clone();
                    full.spawn_task(move || hold.pass())
                })
                .collect();
            hold.arrived(1);
            assert_eq!(other.invoke(|| 1).await, 1);
            assert_eq!(invoke(|| 2).await, 2);
            hold.open();
            for task in tasks {
                task.await;
            }
        });
    });
}

#[test]
fn nested_functions_of_a_limited_type_borrow() {
    timed(|| {
        fn nest(depth: u32) -> u32 {
            match depth {
                0 => 0,
                _ => 1 + executor::await_async(alone.invoke(move || nest(depth - 1))),
            }
        }
        let executor = Executor::builder().max_threads(1).build();
        assert_eq!(
            executor.await_async(async { alone.invoke(|| nest(20)).await }),
            20
        );
        // through functions of another type, and in place
        fn mixed(depth: u32) -> u32 {
            match depth {
                0 => 0,
                _ => {
                    1 + executor::await_async(async move {
                        alone
                            .invoke(async move { invoke(move || mixed(depth - 1)).await })
                            .await
                    })
                }
            }
        }
        assert_eq!(
            executor.await_async(async { alone.invoke(|| mixed(20)).await }),
            20
        );
    });
}

#[test]
fn nested_functions_need_no_wait_of_ours() {
    timed(|| {
        fn nest(depth: u32) -> u32 {
            match depth {
                0 => 0,
                _ => 1 + futures::executor::block_on(alone.invoke(move || nest(depth - 1))),
            }
        }
        let executor = Executor::builder().build();
        assert_eq!(
            executor.await_async(async { alone.invoke(|| nest(20)).await }),
            20
        );
    });
}

#[test]
fn a_paused_clock_stands_still_while_a_function_runs() {
    timed(|| {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .start_paused(true)
            .build()
            .expect("a runtime");
        runtime.block_on(async {
            let work = || thread::sleep(Duration::from_millis(30));
            let result = tokio::time::timeout(Duration::from_secs(5), invoke(work)).await;
            result.expect("no time passes meanwhile");
            // what waits in the function lets the clock go on
            let waits = || {
                executor::await_async(tokio::time::timeout(
                    Duration::from_secs(3600),
                    std::future::pending::<()>(),
                ))
            };
            invoke(waits).await.expect_err("an hour has passed");
        });
    });
}

#[test]
fn is_pending_until_done() {
    on_both(|| async {
        let hold = Hold::default();
        let mut running = pin!(invoke({
            let hold = hold.clone();
            move || hold.pass()
        }));
        std::future::poll_fn(|cx| {
            assert_eq!(running.as_mut().poll(cx), Poll::Pending);
            Poll::Ready(())
        })
        .await;
        hold.arrived(1);
        hold.open();
        running.await;
        until(|| executor::stats().get("io").is_some_and(|io| io.done() > 0)).await;
    });
}
