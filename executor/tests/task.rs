//! `spawn_task` and `Task`.

mod common;

use std::future::pending;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use common::{Hold, on_both, panic_of, task_type, timed, until};
use executor::{Executor, Task, TaskError, TaskType, is_cancelled, spawn_task};

#[test]
fn gives_the_result() {
    on_both(|| async {
        assert_eq!(spawn_task(|| 1).await, 1);
        assert_eq!(spawn_task(async { 2 }).await, 2);
        assert_eq!(spawn_task(|| 3).join().await.expect("it ends well"), 3);
    });
}

#[test]
fn works_outside_of_any_runtime() {
    timed(|| {
        let task = spawn_task(async {
            tokio::time::sleep(Duration::from_millis(1)).await;
            1
        });
        assert_eq!(executor::await_async(task), 1);
        assert_eq!(executor::await_async(spawn_task(|| 2)), 2);
    });
}

#[test]
fn a_function_starts_although_the_event_loop_is_blocked() {
    timed(|| {
        common::current_thread().block_on(async {
            let hold = Hold::default();
            let task = spawn_task({
                let hold = hold.clone();
                move || hold.pass()
            });
            hold.arrived(1); // blocks the event loop
            hold.open();
            task.await;
        });
    });
}

#[test]
fn panics_resume_and_join_tells_them() {
    on_both(|| async {
        let error = spawn_task(|| -> () { panic!("lost the {}", "key") })
            .join()
            .await;
        let error = error.expect_err("it panics");
        assert!(
            matches!(&error, TaskError::Panicked(payload) if payload.message() == "lost the key")
        );
        assert_eq!(error.to_string(), "the task panicked: lost the key");
        assert!(error.into_panic().is_some());

        let awaits = spawn_task(async {
            spawn_task(async { std::panic::panic_any(7_u8) }).await;
        });
        let payload = awaits.join().await.expect_err("it resumes").into_panic();
        assert_eq!(
            payload.and_then(|payload| payload.downcast_ref::<u8>().copied()),
            Some(7)
        );
    });
}

#[test]
fn an_aborted_future_is_dropped() {
    on_both(|| async {
        let held = Arc::new(());
        let holds = Arc::clone(&held);
        let task = spawn_task(async move {
            let _holds = holds;
            pending::<()>().await;
        });
        tokio::task::yield_now().await;
        assert!(!task.is_finished());
        task.abort();
        let error = task.join().await.expect_err("it was aborted");
        assert!(matches!(error, TaskError::Aborted), "{error}");
        assert_eq!(error.to_string(), "the task was aborted");
        assert_eq!(Arc::strong_count(&held), 1);
    });
}

#[test]
fn awaiting_an_aborted_task_panics_and_says_so() {
    timed(|| {
        let text = panic_of(|| {
            common::current_thread().block_on(async {
                let task = spawn_task(pending::<()>());
                task.abort();
                task.await;
            });
        });
        assert!(
            text.contains("aborted") && text.contains("task.rs:"),
            "{text}"
        );
    });
}

task_type!(alone: Io, limit: 1);

#[test]
fn an_aborted_function_that_has_not_started_never_runs() {
    timed(|| {
        let executor = Executor::builder().build();
        executor.await_async(async {
            let (hold, ran) = (Hold::default(), Arc::new(AtomicBool::new(false)));
            let holder = alone.spawn_task({
                let hold = hold.clone();
                move || hold.pass()
            });
            let queued = alone.spawn_task({
                let ran = Arc::clone(&ran);
                move || ran.store(true, Ordering::SeqCst)
            });
            queued.abort();
            assert!(queued.is_finished());
            assert_eq!(
                Arc::strong_count(&ran),
                1,
                "its captures are dropped at once"
            );
            assert!(matches!(queued.join().await, Err(TaskError::Aborted)));
            hold.open();
            holder.await;
            alone.invoke(|| ()).await;
            assert!(!ran.load(Ordering::SeqCst));
            let stats = executor::stats();
            assert_eq!(
                stats.of(alone).map(|s| (s.done(), s.running(), s.queued())),
                Some((3, 0, 0))
            );
        });
    });
}

#[test]
fn an_aborted_function_that_runs_is_told() {
    on_both(|| async {
        let (hold, (told, tells)) = (Hold::default(), tokio::sync::oneshot::channel());
        let task = spawn_task({
            let hold = hold.clone();
            move || {
                hold.pass();
                let _ = told.send(is_cancelled());
            }
        });
        hold.arrived(1);
        task.abort();
        assert!(matches!(task.join().await, Err(TaskError::Aborted)));
        hold.open();
        assert_eq!(tells.await, Ok(true));
    });
}

#[test]
fn a_dropped_handle_detaches() {
    on_both(|| async {
        let (told, tells) = tokio::sync::oneshot::channel();
        drop(spawn_task(async move {
            tokio::task::yield_now().await;
            let _ = told.send(is_cancelled());
        }));
        assert_eq!(tells.await, Ok(false));
        let (told, tells) = tokio::sync::oneshot::channel();
        drop(spawn_task(move || told.send(is_cancelled())));
        assert_eq!(tells.await, Ok(false));
    });
}

#[test]
fn select_loses_no_result() {
    on_both(|| async {
        let hold = Hold::default();
        let mut task = spawn_task({
            let hold = hold.clone();
            move || {
                hold.pass();
                5
            }
        });
        for _ in 0..3 {
            tokio::select! {
                biased;
                _ = &mut task => panic!("it is held"),
                () = tokio::task::yield_now() => {}
            }
        }
        hold.open();
        assert_eq!((&mut task).await, 5);
        assert!(task.is_finished());
    });
}

#[test]
fn limited_tasks_run_in_the_order_of_their_spawns() {
    timed(|| {
        let executor = Executor::builder().build();
        executor.await_async(async {
            let (hold, order) = (Hold::default(), Arc::new(std::sync::Mutex::new(Vec::new())));
            let holder = alone.spawn_task({
                let hold = hold.clone();
                move || hold.pass()
            });
            hold.arrived(1);
            let tasks: Vec<Task<()>> = (0..20)
                .map(|number| {
                    let order = Arc::clone(&order);
                    let note = move || order.lock().expect("no panic").push(number);
                    if number % 2 == 0 {
                        alone.spawn_task(note)
                    } else {
                        alone.spawn_task(async move { note() })
                    }
                })
                .collect();
            let stats = executor::stats();
            assert_eq!(
                stats.of(alone).map(|s| (s.running(), s.queued())),
                Some((1, 20))
            );
            hold.open();
            holder.await;
            for task in tasks {
                task.await;
            }
            assert_eq!(
                *order.lock().expect("no panic"),
                (0..20).collect::<Vec<_>>()
            );
        });
    });
}

#[test]
fn a_limit_holds_for_functions_and_futures_alike() {
    task_type!(three: Io, limit: 3);
    timed(|| {
        let executor = Executor::builder().build();
        let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        executor.await_async(async {
            let enter = {
                let (now, most) = (Arc::clone(&now), Arc::clone(&most));
                move || {
                    most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                }
            };
            let tasks = (0..300).map(|number| {
                let (enter, now) = (enter.clone(), Arc::clone(&now));
                if number % 2 == 0 {
                    three.spawn_task(move || {
                        enter();
                        std::thread::yield_now();
                        now.fetch_sub(1, Ordering::SeqCst);
                    })
                } else {
                    three.spawn_task(async move {
                        enter();
                        tokio::task::yield_now().await;
                        now.fetch_sub(1, Ordering::SeqCst);
                    })
                }
            });
            for task in tasks.collect::<Vec<_>>() {
                task.await;
            }
            let stats = executor::stats();
            assert_eq!(
                stats.of(three).map(|s| (s.done(), s.running(), s.queued())),
                Some((300, 0, 0))
            );
        });
        assert!((1..=3).contains(&most.load(Ordering::SeqCst)));
    });
}

#[test]
fn spawn_never_waits_and_ready_does() {
    task_type!(short: Io, limit: 1, queue: 1);
    timed(|| {
        let executor = Executor::builder().build();
        executor.await_async(async {
            let hold = Hold::default();
            let tasks: Vec<_> = (0..5)
                .map(|_| {
                    let hold = hold.clone();
                    short.spawn_task(move || hold.pass())
                })
                .collect();
            hold.arrived(1);
            let mut ready = std::pin::pin!(short.ready());
            assert!(futures::poll!(ready.as_mut()).is_pending());
            hold.open();
            ready.await;
            for task in tasks {
                task.await;
            }
            short.ready().await;
        });
    });
}

#[test]
fn awaiting_a_spawned_task_lends_it_the_permit() {
    timed(|| {
        let executor = Executor::builder().build();
        let depth = executor.await_async(async {
            fn nest(depth: u32) -> Task<u32> {
                alone.spawn_task(async move {
                    if depth == 0 {
                        0
                    } else {
                        nest(depth - 1).await + 1
                    }
                })
            }
            nest(20).await
        });
        assert_eq!(depth, 20);
    });
}

#[test]
fn a_knot_panics_and_names_both() {
    task_type!(left: Io, limit: 1);
    task_type!(right: Io, limit: 1);
    timed(|| {
        let executor = Executor::builder().build();
        executor.await_async(async {
            let meet = Arc::new(tokio::sync::Barrier::new(2));
            let one = left.spawn_task({
                let meet = Arc::clone(&meet);
                async move {
                    meet.wait().await;
                    right.invoke(|| 1).await
                }
            });
            let other = right.spawn_task(async move {
                meet.wait().await;
                left.invoke(|| 2).await
            });
            let results = [one.join().await, other.join().await];
            let mut errors = results.iter().filter_map(|result| result.as_ref().err());
            let error = errors.next().expect("one of them fails").to_string();
            assert!(error.contains("left") && error.contains("right"), "{error}");
            assert!(error.matches("task.rs:").count() >= 2, "{error}");
            assert!(errors.next().is_none(), "the other goes on");
        });
    });
}

#[test]
fn a_task_that_blocks_on_itself_fails() {
    timed(|| {
        let (gives, handle) = std::sync::mpsc::channel::<Task<()>>();
        let (tells, told) = std::sync::mpsc::channel();
        let task = spawn_task(move || {
            let own = handle.recv().expect("its handle");
            let result = catch_unwind(AssertUnwindSafe(|| executor::await_async(own)));
            let panic = result.expect_err("it fails");
            let _ = tells.send(panic.downcast_ref::<String>().cloned());
        });
        gives.send(task).expect("it takes it");
        let text = told.recv().expect("it ends").expect("a text");
        assert!(text.contains("waits for itself"), "{text}");
    });
}

#[test]
fn a_task_follows_its_executor() {
    timed(|| {
        let executor = Executor::builder().build();
        executor.await_async(async {
            spawn_task(async { spawn_task(|| executor::await_async(spawn_task(|| ()))).await })
                .await;
        });
        assert_eq!(executor.stats().get("io").map(|io| io.done()), Some(3));
    });
}

#[test]
fn is_finished_tells_the_end() {
    on_both(|| async {
        let task = spawn_task(|| 1);
        until(|| task.is_finished()).await;
        assert_eq!(task.await, 1);
    });
}

#[test]
fn handles_are_send_and_unpin() {
    fn check<T: Send + Sync + Unpin>() {}
    check::<Task<std::cell::Cell<u8>>>();
    check::<executor::Invoke<std::cell::Cell<u8>>>();
    check::<Executor>();
    check::<TaskError>();
}

/// Tells, when it is dropped, whether its code runs in the executor that has used `lone`.
struct TellsExecutor(std::sync::mpsc::Sender<bool>);

impl Drop for TellsExecutor {
    fn drop(&mut self) {
        let _ = self.0.send(executor::stats().of(lone).is_some());
    }
}

task_type!(lone: Io, limit: 1);

#[test]
fn what_is_dropped_is_dropped_in_its_executor() {
    timed(|| {
        let executor = Executor::builder().build();
        executor.await_async(async { lone.invoke(|| ()).await });
        let (tells, told) = std::sync::mpsc::channel();
        let tells = || TellsExecutor(tells.clone());
        common::multi_thread().block_on(async {
            // an aborted future
            let held = tells();
            let aborted = executor.spawn_task(async move {
                let _held = held;
                pending::<()>().await;
            });
            aborted.abort();
            assert!(aborted.join().await.is_err_and(|error| error.is_aborted()));
            assert_eq!(told.recv(), Ok(true));

            // a function that never runs
            let hold = Hold::default();
            let passes = hold.clone();
            let (holder, queued) = executor.await_async(async {
                let holder = lone.spawn_task(move || passes.pass());
                hold.arrived(1);
                let held = tells();
                (holder, lone.spawn_task(move || drop(held)))
            });
            queued.abort();
            assert_eq!(told.recv(), Ok(true));
            hold.open();
            holder.await;

            // a future in place that is given up
            let held = tells();
            let mut given_up = Box::pin(executor.invoke(async move {
                let _held = held;
                pending::<()>().await;
            }));
            assert!(futures::poll!(given_up.as_mut()).is_pending());
            drop(given_up);
            assert_eq!(told.recv(), Ok(true));
            assert!(executor::stats().of(lone).is_none());
        });
    });
}
