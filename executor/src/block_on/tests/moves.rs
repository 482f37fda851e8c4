//! Waits that are long but lead to something that moves: not reported.

use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

use super::super::stall::{Reporting, TUNED};
use super::mistakes::{answered_once, collect_reports, reports};
use super::{await_async, multi_thread, within_limit};
use crate::{Executor, Task};

/// A sync function that has begun, and runs until it is told to end.
struct Running {
    task: Task<()>,
    end: Sender<()>,
}

fn run(executor: &Executor) -> Running {
    let ((begin, begun), (end, ended)) = (mpsc::channel(), mpsc::channel());
    let task = executor.spawn_task(move || {
        begin.send(()).unwrap();
        wait_for(&ended);
    });
    wait_for(&begun);
    Running { task, end }
}

fn wait_for(told: &Receiver<()>) {
    told.recv().unwrap();
}

/// Ends it after many reports would have been due.
fn end_soon(end: Sender<()>) {
    thread::spawn(move || {
        thread::sleep(Duration::from_millis(300));
        end.send(()).unwrap();
    });
}

#[test]
fn a_function_that_runs() {
    let reports = within_limit(|| {
        let executor = Executor::builder().build();
        let Running { task, end } = run(&executor);
        collect_reports();
        end_soon(end);
        executor.await_async(task);
        reports()
    });
    assert!(reports.is_empty(), "{reports:?}");
}

#[test]
fn a_function_that_a_task_calls() {
    for blocks in [false, true] {
        let reports = within_limit(move || {
            let executor = Executor::builder().build();
            let ((begin, begun), (end, ended)) = (mpsc::channel(), mpsc::channel());
            let function = move || {
                begin.send(()).unwrap();
                wait_for(&ended);
            };
            let task = executor.spawn_task(async move {
                if blocks {
                    super::super::block_in_place(function);
                } else {
                    crate::invoke(function).await;
                }
            });
            wait_for(&begun);
            collect_reports();
            end_soon(end);
            executor.await_async(task);
            reports()
        });
        assert!(reports.is_empty(), "{reports:?}");
    }
}

#[test]
fn a_function_before_ones_own_turn() {
    #[derive(Clone, Copy, Default)]
    struct Alone;

    impl crate::TaskType for Alone {
        type Limit = crate::macro_support::Limited;
        type Futures = crate::macro_support::Allowed;
        const SETTINGS: crate::macro_support::Settings =
            crate::macro_support::Settings::new("alone", crate::macro_support::Base::Io).limit(1);
    }

    let reports = within_limit(|| {
        let executor = Executor::builder().build();
        let ((begin, begun), (end, ended)) = (mpsc::channel(), mpsc::channel());
        let mut queued = None;
        executor.await_async(async {
            drop(crate::TaskType::spawn_task(Alone, move || {
                begin.send(()).unwrap();
                wait_for(&ended);
            }));
            wait_for(&begun);
            queued = Some(crate::TaskType::spawn_task(Alone, || ()));
        });
        collect_reports();
        end_soon(end);
        executor.await_async(queued.unwrap());
        reports()
    });
    assert!(reports.is_empty(), "{reports:?}");
}

#[test]
fn a_task_that_is_polled() {
    let reports = within_limit(|| {
        collect_reports();
        TUNED.set(Reporting {
            first: Duration::from_millis(500),
            ..TUNED.get()
        });
        let start = Instant::now();
        let runtime = multi_thread();
        let _entered = runtime.enter();
        let inner = async move {
            while start.elapsed() < Duration::from_millis(1200) {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        let task = crate::spawn_task(async { crate::spawn_task(inner).await });
        await_async(task);
        reports()
    });
    assert!(reports.is_empty(), "{reports:?}");
}

#[test]
fn a_task_that_does_not_move_is_reported() {
    within_limit(|| {
        let executor = Executor::builder().build();
        // what moves beside it does not count
        let Running { task: _busy, end } = run(&executor);
        collect_reports();
        let unmoved = |(_, waited, _): &&(_, Duration, _)| *waited >= Duration::from_millis(20);
        let tells = answered_once(move |reports| reports.iter().filter(unmoved).count() == 2);
        let inner = async { crate::invoke(|| await_async(tells)).await };
        let task = executor.spawn_task(async { crate::spawn_task(inner).await });
        assert_eq!(executor.await_async(task), Ok(1));
        end.send(()).unwrap();
    });
}
