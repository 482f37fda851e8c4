//! Waits that cannot end, or do not: found, or reported.

use std::cell::RefCell;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use tokio::runtime::Handle;
use tokio::sync::oneshot;

use super::super::stall::{Reporting, TUNED};
use super::{await_async, caught, current_thread, leaf, multi_thread, within_limit, yields};
use crate::Executor;
use crate::site::Site;

type Reported = (Site, Duration, String);

/// Whether a test has seen the reports that it waits for.
type Enough = Box<dyn Fn(&[Reported]) -> bool>;

thread_local! {
    static REPORTS: RefCell<Vec<Reported>> = const { RefCell::new(Vec::new()) };
    static WAITS: RefCell<Option<(Enough, oneshot::Sender<u32>)>> = const { RefCell::new(None) };
}

/// Reports of this thread are collected, after 20 ms and then every 10 ms.
pub(super) fn collect_reports() {
    TUNED.set(Reporting {
        first: Duration::from_millis(20),
        every: Duration::from_millis(10),
        report: |site, waited, why| {
            REPORTS.with_borrow_mut(|reports| {
                reports.push((site, waited, why.into()));
                let answer = WAITS.with_borrow_mut(|waits| {
                    waits
                        .take_if(|(enough, _)| enough(reports))
                        .map(|(_, answer)| answer)
                });
                let _ = answer.map(|answer| answer.send(1));
            });
        },
    });
}

pub(super) fn reports() -> Vec<Reported> {
    REPORTS.take()
}

/// A receiver that is answered once the reports of this thread are enough; by no runtime.
pub(super) fn answered_once(
    enough: impl Fn(&[Reported]) -> bool + 'static,
) -> oneshot::Receiver<u32> {
    let (sender, receiver) = oneshot::channel();
    WAITS.set(Some((Box::new(enough), sender)));
    receiver
}

/// A receiver that is answered once a report of this thread says this.
fn answered_once_told(text: &'static str) -> oneshot::Receiver<u32> {
    answered_once(move |reports| reports.iter().any(|(_, _, why)| why.contains(text)))
}

#[test]
fn a_long_wait_is_reported_again_and_again() {
    let reports = within_limit(|| {
        collect_reports();
        let answer = answered_once(|reports| reports.len() == 2);
        assert_eq!(await_async(answer), Ok(1));
        reports()
    });
    assert!(reports[0].1 >= Duration::from_millis(20));
    assert!(reports[1].1 >= Duration::from_millis(30));
    assert!(
        reports
            .iter()
            .any(|(site, _, why)| site.name() == "case" && why == "nothing has woken it since")
    );
}

#[test]
fn a_wait_with_progress_is_not_reported() {
    let reports = within_limit(|| {
        collect_reports();
        TUNED.set(Reporting {
            first: Duration::from_millis(500),
            ..TUNED.get()
        });
        let start = Instant::now();
        await_async(async {
            while start.elapsed() < Duration::from_millis(800) {
                leaf(0).await;
            }
        });
        reports()
    });
    assert!(reports.is_empty(), "{reports:?}");
}

#[test]
fn a_report_names_the_runtime_that_stands_still() {
    within_limit(|| {
        collect_reports();
        current_thread().block_on(async {
            let task = tokio::spawn(async { 1 });
            let wait = tokio::time::timeout(Duration::from_millis(300), task);
            // Made here, it is a timer of the runtime that stands still: neither ends.
            let mut wait = Box::pin(wait);
            let told = answered_once_told("drives a current-thread runtime");
            let ours = async {
                tokio::select! { told = told => told, _ = &mut wait => Ok(0) }
            };
            assert_eq!(await_async(ours), Ok(1));
        });
    });
}

#[test]
fn an_entered_runtime_that_nobody_drives_is_not_used() {
    let id = within_limit(|| {
        let undriven = current_thread();
        let _entered = undriven.enter();
        assert_eq!(await_async(leaf(1)), 1);
        let start = Instant::now();
        for _ in 0..20 {
            await_async(leaf(1));
        }
        assert!(
            start.elapsed() < Duration::from_secs(1),
            "looked at it again each time"
        );
        (
            undriven.handle().id(),
            await_async(async { Handle::current().id() }),
        )
    });
    assert_ne!(id.0, id.1);
}

#[test]
fn a_runtime_is_used_once_it_is_driven() {
    within_limit(|| {
        let runtime = current_thread();
        let handle = runtime.handle().clone();
        let _entered = handle.enter();
        assert_eq!(await_async(leaf(1)), 1);
        let (end, ended) = tokio::sync::oneshot::channel::<()>();
        let driver = thread::spawn(move || drop(runtime.block_on(ended)));
        let id = await_async(async { Handle::current().id() });
        let start = Instant::now();
        while await_async(async { Handle::current().id() }) != handle.id() {
            assert!(start.elapsed() < Duration::from_secs(5), "still {id}");
            thread::sleep(Duration::from_millis(1));
        }
        drop(end);
        driver.join().unwrap();
    });
}

#[test]
fn what_is_bound_to_an_undriven_runtime_is_reported() {
    within_limit(|| {
        collect_reports();
        let undriven = current_thread();
        let _entered = undriven.enter();
        let bound = tokio::spawn(async { 1 });
        let told = answered_once_told("nobody drives");
        let ours = async {
            tokio::select! { told = told => told, _ = bound => Ok(0) }
        };
        assert_eq!(await_async(ours), Ok(1));
    });
}

/// After this returns, the runtime does not only shut down: it has.
fn shut_down_and_wait(runtime: tokio::runtime::Runtime) -> Handle {
    let handle = runtime.handle().clone();
    runtime.shutdown_timeout(super::LIMIT);
    handle
}

/// A limit: the waker of the part that yields is where nothing public reaches it.
#[test]
fn a_yield_under_wakers_of_its_own_is_reported_where_the_runtime_stands_still() {
    within_limit(|| {
        collect_reports();
        current_thread().block_on(async {
            let mut parts = FuturesUnordered::from_iter([yields(3)]);
            let told = answered_once_told("`yield_now`");
            let ours = async {
                tokio::select! { told = told => told, _ = parts.next() => Ok(0) }
            };
            assert_eq!(await_async(ours), Ok(1));
        });
    });
}

#[test]
fn a_paused_clock_that_spawn_blocking_holds_is_named_in_the_report() {
    within_limit(|| {
        super::paused().block_on(async {
            tokio::task::spawn_blocking(|| {
                collect_reports();
                let told = answered_once_told("`spawn_blocking`");
                let hour = tokio::time::timeout(Duration::from_secs(3600), told);
                assert_eq!(await_async(hour), Ok(Ok(1)));
            })
            .await
            .unwrap();
        });
    });
}

fn shut_down(runtime: tokio::runtime::Runtime) -> Handle {
    let handle = runtime.handle().clone();
    runtime.shutdown_background();
    handle
}

#[test]
fn a_runtime_that_has_shut_down_fails_and_says_so() {
    for runtime in [multi_thread, current_thread] {
        let result = caught(move || {
            let handle = shut_down(runtime());
            let _entered = handle.enter();
            await_async(leaf(1))
        });
        let message = result.unwrap_err();
        assert!(message.contains("has shut down"), "{message}");
        assert!(message.contains("`case`"), "{message}");
        assert!(
            message.contains("mistakes.rs") || message.contains("mod.rs"),
            "{message}"
        );
    }
}

#[test]
fn a_timer_whose_runtime_shuts_down_meanwhile_fails_and_says_so() {
    let result = caught(|| {
        let runtime = multi_thread();
        let handle = runtime.handle().clone();
        let _entered = handle.enter();
        await_async(async {
            let hour = tokio::time::sleep(Duration::from_secs(3600));
            thread::spawn(move || runtime.shutdown_background());
            hour.await;
        });
    });
    let message = result.unwrap_err();
    assert!(
        message.contains("the tokio runtime it waits in has shut down"),
        "{message}"
    );
}

#[test]
fn an_executor_that_has_shut_down_fails_and_says_so() {
    let result = caught(|| shut_down_executor().await_async(leaf(1)));
    assert!(result.unwrap_err().contains("the executor has shut down"));
}

fn shut_down_executor() -> Executor {
    let executor = Executor::builder().build();
    let report = executor.await_async(executor.shutdown(super::LIMIT));
    assert!(report.is_clean());
    executor
}

struct AwaitOnDrop(mpsc::Sender<(u32, usize)>, Option<Executor>);

impl Drop for AwaitOnDrop {
    fn drop(&mut self) {
        collect_reports();
        let answer = match &self.1 {
            Some(executor) => executor.await_async(leaf(5)),
            None => await_async(leaf(5)),
        };
        self.0.send((answer, reports().len())).unwrap();
    }
}

#[test]
fn while_unwinding_a_runtime_that_has_shut_down_is_only_reported() {
    for runtime in [multi_thread, current_thread] {
        let (answer, answered) = mpsc::channel();
        let result = caught(move || {
            let handle = shut_down_and_wait(runtime());
            let _entered = handle.enter();
            let _awaits = AwaitOnDrop(answer, None);
            std::panic::resume_unwind(Box::new("on purpose"))
        });
        assert_eq!(result, Err::<(), _>("on purpose".into()));
        assert_eq!(answered.recv().unwrap(), (5, 1));
    }
}

#[test]
fn while_unwinding_an_executor_that_has_shut_down_still_answers() {
    let (answer, answered) = mpsc::channel();
    let result = caught(move || {
        let _awaits = AwaitOnDrop(answer, Some(shut_down_executor()));
        std::panic::resume_unwind(Box::new("on purpose"))
    });
    assert_eq!(result, Err::<(), _>("on purpose".into()));
    assert_eq!(answered.recv().unwrap(), (5, 0));
}

#[test]
fn a_runtime_that_shuts_down_meanwhile_is_named_in_the_report() {
    within_limit(|| {
        collect_reports();
        let runtime = multi_thread();
        let handle = runtime.handle().clone();
        let _entered = handle.enter();
        await_async(async {
            runtime.shutdown_background();
            assert_eq!(answered_once_told("has shut down").await, Ok(1));
        });
    });
}

#[test]
fn a_runtime_without_a_free_thread_is_named_in_the_report() {
    within_limit(|| {
        collect_reports();
        let runtime = multi_thread();
        let _entered = runtime.enter();
        let ((begin, begun), (end, ended)) = (mpsc::channel(), mpsc::channel::<()>());
        tokio::spawn(async move {
            begin.send(()).unwrap();
            let _ = ended.recv();
        });
        begun.recv().unwrap();
        let told = answered_once_told("no thread of the runtime");
        assert_eq!(await_async(told), Ok(1));
        drop(end);
    });
}

/// A runtime whose thread waits for the very job that would use it.
#[test]
fn a_runtime_whose_thread_waits_for_us_is_not_used() {
    let result = within_limit(|| {
        current_thread().block_on(async {
            let (answer, answered) = tokio::sync::oneshot::channel();
            let caller = Handle::current();
            let pool = crate::pool::Pool::new("caller", 1);
            pool.submit(Box::new(move || {
                // Late enough for the other thread to block.
                thread::sleep(Duration::from_millis(50));
                let _entered = caller.enter();
                answer.send(await_async(leaf(3))).unwrap();
            }));
            await_async(answered)
        })
    });
    assert_eq!(result, Ok(3));
}
