//! Shutting down: what is waited for, what is stopped, what is told.

mod common;

use std::future::pending;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use common::{Hold, panic_of, task_type, timed};
use executor::{Executor, TaskError, TaskType, is_cancelled};

const LONG: Duration = Duration::from_secs(60);

#[test]
fn waits_for_all_that_is_in_flight() {
    task_type!(alone: Io, limit: 1);
    timed(|| {
        let executor = Executor::builder().build();
        let done = Arc::new(AtomicUsize::new(0));
        let hold = Hold::default();
        executor.await_async(async {
            for _ in 0..3 {
                let (hold, count) = (hold.clone(), Arc::clone(&done));
                drop(alone.spawn_task(move || {
                    hold.pass();
                    count.fetch_add(1, Ordering::SeqCst);
                }));
                let count = Arc::clone(&done);
                drop(executor::spawn_task(async move {
                    // work in flight goes on to use what it needs, the shutdown notwithstanding
                    for _ in 0..3 {
                        tokio::task::yield_now().await;
                        executor::invoke(|| ()).await;
                    }
                    executor::spawn_task(|| ()).await;
                    count.fetch_add(1, Ordering::SeqCst);
                }));
            }
            let mut shutdown = std::pin::pin!(executor.shutdown(LONG));
            assert!(futures::poll!(shutdown.as_mut()).is_pending());
            hold.open();
            let report = shutdown.await;
            assert!(report.is_clean(), "{report}");
            assert_eq!(done.load(Ordering::SeqCst), 6);
        });
    });
}

#[test]
fn the_deadline_holds_against_a_function_that_goes_on() {
    timed(|| {
        let executor = Executor::builder().build();
        let (hold, (told, tells)) = (Hold::default(), std::sync::mpsc::channel());
        let line = line!() + 1;
        let task = executor.spawn_task({
            let hold = hold.clone();
            move || {
                hold.pass();
                let _ = told.send(is_cancelled());
            }
        });
        hold.arrived(1);
        let begin = Instant::now();
        let report = executor.await_async(executor.shutdown(Duration::from_millis(50)));
        assert!(begin.elapsed() < Duration::from_secs(5));
        assert_eq!(report.unfinished().len(), 1);
        let text = report.to_string();
        for part in [
            "the_deadline_holds",
            "`io`",
            &format!("shutdown.rs:{line}"),
            "50ms",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
        let error = common::current_thread()
            .block_on(task.join())
            .expect_err("it was cut off");
        assert!(matches!(error, TaskError::ShutDown), "{error}");
        assert!(error.to_string().contains("shut down"));
        hold.open();
        assert_eq!(tells.recv(), Ok(true));
    });
}

#[test]
fn what_is_left_is_stopped() {
    task_type!(alone: Io, limit: 1);
    timed(|| {
        let executor = Executor::builder().build();
        let (hold, held) = (Hold::default(), Arc::new(()));
        let (running, queued, sleeping) = executor.await_async(async {
            let running = alone.spawn_task({
                let hold = hold.clone();
                move || hold.pass()
            });
            hold.arrived(1);
            let holds = Arc::clone(&held);
            let queued = alone.spawn_task(move || drop(holds));
            let holds = Arc::clone(&held);
            let sleeping = executor::spawn_task(async move {
                let _holds = holds;
                pending::<()>().await;
            });
            (running, queued, sleeping)
        });
        let report = executor.await_async(executor.shutdown(Duration::ZERO));
        assert_eq!(report.unfinished().len(), 3, "{report}");
        assert_eq!(Arc::strong_count(&held), 1, "their captures are gone");
        let runtime = common::current_thread();
        for task in [running, queued, sleeping] {
            let error = runtime.block_on(task.join()).expect_err("it was cut off");
            assert!(matches!(error, TaskError::ShutDown), "{error}");
        }
        hold.open();
    });
}

#[test]
fn afterwards_every_method_says_so() {
    timed(|| {
        let executor = Executor::builder().build();
        let report = executor.await_async(executor.shutdown(LONG));
        assert!(report.is_clean(), "{report}");
        let runtime = common::current_thread();
        let joined = runtime.block_on(executor.spawn_task(|| 1).join());
        assert!(matches!(joined, Err(TaskError::ShutDown)));
        let joined = runtime.block_on(executor.spawn_task(async { 1 }).join());
        assert!(matches!(joined, Err(TaskError::ShutDown)));
        for text in [
            panic_of(|| runtime.block_on(executor.spawn_task(|| 1))),
            panic_of(|| runtime.block_on(executor.invoke(|| 1))),
            panic_of(|| executor.await_async(async { 1 })),
            panic_of(|| executor.await_async(|| 1)),
        ] {
            assert!(
                text.contains("has shut down") && text.contains("shutdown.rs:"),
                "{text}"
            );
        }
        // again: nothing to do
        assert!(runtime.block_on(executor.shutdown(LONG)).is_clean());
    });
}

#[test]
fn while_draining_only_a_spawn_from_outside_is_refused() {
    task_type!(alone: Io, limit: 1);
    timed(|| {
        let executor = Executor::builder().build();
        let hold = Hold::default();
        let held = executor.spawn_task({
            let hold = hold.clone();
            move || hold.pass()
        });
        hold.arrived(1);
        common::current_thread().block_on(async {
            let mut shutdown = std::pin::pin!(executor.shutdown(LONG));
            assert!(futures::poll!(shutdown.as_mut()).is_pending());
            assert!(matches!(
                executor.spawn_task(|| 1).join().await,
                Err(TaskError::ShutDown)
            ));
            assert!(matches!(
                executor.spawn_task(async { 1 }).join().await,
                Err(TaskError::ShutDown)
            ));
            // a handler that is under way, in a task that is not the executor's
            let own = executor.clone();
            let handler = tokio::spawn(async move {
                assert_eq!(own.invoke(|| 1).await, 1);
                assert_eq!(own.invoke(async { 2 }).await, 2);
                let on_type = own.invoke(async { alone.invoke(|| 3).await });
                assert_eq!(on_type.await, 3);
            });
            handler.await.expect("it is accepted");
            let own = executor.clone();
            let thread = std::thread::spawn(move || {
                assert_eq!(own.await_async(|| 4), 4);
                assert_eq!(own.await_async(async { 5 }), 5);
                own.await_async(async {
                    assert_eq!(alone.await_async(|| 6), 6);
                    let joined = executor::spawn_task(|| 7).join().await;
                    assert!(matches!(joined, Err(TaskError::ShutDown)));
                });
            });
            thread.join().expect("it is accepted");
            assert!(futures::poll!(shutdown.as_mut()).is_pending());
            hold.open();
            assert!(shutdown.await.is_clean());
            held.await;
        });
    });
}

#[test]
fn a_hop_from_outside_is_waited_for() {
    timed(|| {
        let executor = Executor::builder().build();
        let (first, second) = (Hold::default(), Hold::default());
        let held = executor.spawn_task({
            let hold = first.clone();
            move || hold.pass()
        });
        first.arrived(1);
        common::multi_thread().block_on(async {
            let mut shutdown = std::pin::pin!(executor.shutdown(LONG));
            assert!(futures::poll!(shutdown.as_mut()).is_pending());
            let handler = tokio::spawn({
                let (own, hold) = (executor.clone(), second.clone());
                async move { own.invoke(move || hold.pass()).await }
            });
            second.arrived(1);
            first.open();
            held.await;
            assert!(futures::poll!(shutdown.as_mut()).is_pending());
            second.open();
            assert!(shutdown.await.is_clean());
            handler.await.expect("it is not cut off");
        });
    });
}

#[test]
fn a_task_may_shut_its_own_executor_down() {
    timed(|| {
        let executor = Executor::builder().build();
        let own = executor.clone();
        let task = executor.spawn_task(async move { own.shutdown(LONG).await.is_clean() });
        assert!(common::current_thread().block_on(task));
    });
}

#[test]
fn a_paused_clock_counts() {
    timed(|| {
        let mut builder = tokio::runtime::Builder::new_current_thread();
        let runtime = builder
            .enable_all()
            .start_paused(true)
            .build()
            .expect("a runtime");
        runtime.block_on(async {
            let executor = Executor::builder().build();
            drop(executor.spawn_task(tokio::time::sleep(Duration::from_secs(10))));
            assert!(executor.shutdown(Duration::from_secs(30)).await.is_clean());
            let executor = Executor::builder().build();
            drop(executor.spawn_task(tokio::time::sleep(Duration::from_secs(3600))));
            assert_eq!(
                executor
                    .shutdown(Duration::from_secs(30))
                    .await
                    .unfinished()
                    .len(),
                1
            );
        });
    });
}

#[test]
fn an_executor_may_be_dropped_anywhere() {
    timed(|| {
        common::multi_thread().block_on(async {
            let executor = Executor::builder().build();
            let task = std::thread::scope(|scope| {
                let spawns = || executor.spawn_task(async { 1 });
                scope.spawn(spawns).join().expect("no panic")
            });
            drop(executor);
            assert_eq!(task.await, 1);
        });
    });
}

#[test]
fn what_was_aborted_is_not_named_as_cut_off() {
    task_type!(alone: Io, limit: 1);
    timed(|| {
        let executor = Executor::builder().build();
        let hold = Hold::default();
        let (running, queued, future) = executor.await_async(async {
            let holds = hold.clone();
            let running = alone.spawn_task(move || holds.pass());
            hold.arrived(1);
            (
                running,
                alone.spawn_task(|| ()),
                executor::spawn_task(pending::<()>()),
            )
        });
        for task in [&running, &queued, &future] {
            task.abort();
        }
        let report = executor.await_async(executor.shutdown(Duration::ZERO));
        // only what cannot be stopped
        assert_eq!(report.unfinished().len(), 1, "{report}");
        assert!(report.to_string().contains("still runs"), "{report}");
        let runtime = common::current_thread();
        for task in [running, queued, future] {
            let error = runtime.block_on(task.join()).expect_err("it was aborted");
            assert!(matches!(error, TaskError::Aborted), "{error}");
        }
        hold.open();
    });
}

#[test]
fn a_task_that_ends_while_it_is_stopped_is_told_so_once() {
    timed(|| {
        let executor = Executor::builder().build();
        let (hold, value) = (Hold::default(), Arc::new(()));
        let (holds, gives) = (hold.clone(), Arc::clone(&value));
        // blocks its thread through the whole shutdown, and then comes to its end
        let task = executor.spawn_task(async move {
            holds.pass();
            gives
        });
        hold.arrived(1);
        let report = executor.await_async(executor.shutdown(Duration::ZERO));
        let text = report.to_string();
        assert!(
            report.unfinished().len() == 1 && text.contains("still runs"),
            "{text}"
        );
        hold.open();
        let runtime = common::current_thread();
        runtime.block_on(common::until(|| Arc::strong_count(&value) == 1));
        let result = runtime.block_on(task.join());
        assert!(matches!(result, Err(TaskError::ShutDown)), "{result:?}");
    });
}

#[test]
fn what_a_shutdown_stopped_that_was_then_dropped_is_named_by_the_next() {
    timed(|| {
        let executor = Executor::builder().worker_threads(2).build();
        let hold = Hold::default();
        let holds = hold.clone();
        // keeps the first shutdown in its grace
        let blocks = executor.spawn_task(async move { holds.pass() });
        let waits = executor.spawn_task(pending::<()>());
        hold.arrived(1);
        let runtime = common::current_thread();
        let mut reports = runtime.block_on(async {
            let mut first = std::pin::pin!(executor.shutdown(Duration::ZERO));
            let mut reports = Vec::new();
            while reports.is_empty() && !waits.is_finished() {
                if let std::task::Poll::Ready(report) = futures::poll!(first.as_mut()) {
                    // on a busy machine its grace may end first
                    reports.push(report);
                }
                tokio::task::yield_now().await;
            }
            reports
        });
        if reports.is_empty() {
            reports.push(runtime.block_on(executor.shutdown(Duration::ZERO)));
        }
        hold.open();
        assert_eq!(reports[0].unfinished().len(), 2, "{}", reports[0]);
        drop((blocks, waits));
    });
}
