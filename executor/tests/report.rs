//! Lost failures: reported once, whatever becomes of the handle.

mod common;

use std::sync::{LazyLock, Mutex, MutexGuard};

use common::{Hold, on_both, timed, until};
use executor::{Executor, FailureKind, Report, spawn_task};

static REPORTS: LazyLock<Mutex<Vec<Report>>> = LazyLock::new(|| {
    executor::set_report_hook(|report| {
        REPORTS
            .lock()
            .expect("no panic under the lock")
            .push(report.clone());
        assert!(!report.text().contains("hook"), "a panic in the hook");
    });
    Mutex::default()
});

/// The reports of failures with this text.
fn reports(text: &str) -> Vec<Report> {
    let reports = REPORTS.lock().expect("no panic under the lock");
    reports
        .iter()
        .filter(|report| report.text() == text)
        .cloned()
        .collect()
}

/// The hook is the process's: one test at a time.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    LazyLock::force(&REPORTS);
    ALONE
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}

#[test]
fn a_detached_task_that_panics() {
    let _alone = alone();
    on_both(|| async {
        let before = reports("detached").len();
        let line = line!() + 1;
        drop(spawn_task(|| panic!("detached")));
        until(|| reports("detached").len() > before).await;
        let report = reports("detached").pop().expect("a report");
        assert_eq!(
            (report.kind(), report.task_type()),
            (FailureKind::Panicked, "io")
        );
        assert_eq!(
            (
                report.location().file().ends_with("report.rs"),
                report.location().line()
            ),
            (true, line)
        );
        assert!(
            report.name().contains("a_detached_task_that_panics"),
            "{}",
            report.name()
        );
        let text = report.to_string();
        for part in [
            report.name(),
            "`io`",
            &format!("report.rs:{line}"),
            "panicked",
            "detached",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
        drop(spawn_task(async { panic!("detached") }));
        until(|| reports("detached").len() == before + 2).await;
    });
}

#[test]
fn a_handle_dropped_unread_after_the_failure() {
    let _alone = alone();
    on_both(|| async {
        let before = reports("unread").len();
        let task = spawn_task(|| panic!("unread"));
        until(|| task.is_finished()).await;
        assert_eq!(reports("unread").len(), before);
        drop(task);
        assert_eq!(reports("unread").len(), before + 1);
    });
}

#[test]
fn a_failure_that_is_read_is_not_lost() {
    let _alone = alone();
    on_both(|| async {
        spawn_task(|| -> () { panic!("read") })
            .join()
            .await
            .expect_err("it panics");
        let task = spawn_task(async { panic!("read") });
        until(|| task.is_finished()).await;
        task.join().await.expect_err("it panics");
        assert!(reports("read").is_empty());
    });
}

#[test]
fn an_abort_is_no_failure() {
    let _alone = alone();
    on_both(|| async {
        let before = REPORTS.lock().expect("no panic").len();
        let task = spawn_task(std::future::pending::<()>());
        task.abort();
        until(|| task.is_finished()).await;
        drop(task);
        assert_eq!(REPORTS.lock().expect("no panic").len(), before);
    });
}

#[test]
fn a_function_that_panics_after_its_caller_has_gone() {
    let _alone = alone();
    on_both(|| async {
        let before = reports("late").len();
        let hold = Hold::default();
        {
            let holds = hold.clone();
            let call = executor::invoke(move || {
                holds.pass();
                panic!("late");
            });
            let mut call = std::pin::pin!(call);
            assert!(futures::poll!(call.as_mut()).is_pending());
            hold.arrived(1);
        }
        hold.open();
        until(|| reports("late").len() == before + 1).await;
    });
}

#[test]
fn a_task_whose_runtime_is_dropped() {
    let _alone = alone();
    timed(|| {
        let before = reports("its runtime shut down first").len();
        let runtime = common::current_thread();
        runtime.block_on(async { drop(spawn_task(std::future::pending::<()>())) });
        drop(runtime);
        assert_eq!(reports("its runtime shut down first").len(), before + 1);
    });
}

#[test]
fn a_panic_in_the_hook_goes_no_further() {
    let _alone = alone();
    on_both(|| async {
        let before = reports("hook").len();
        drop(spawn_task(|| panic!("hook")));
        until(|| reports("hook").len() > before).await;
        // the thread that called the hook works on
        assert_eq!(executor::invoke(|| 1).await, 1);
    });
}

#[test]
fn nothing_is_reported_twice_under_races() {
    let _alone = alone();
    timed(|| {
        let executor = Executor::builder().build();
        let before = reports("race").len();
        for _ in 0..500 {
            let task = executor.spawn_task(|| panic!("race"));
            std::thread::yield_now();
            drop(task);
        }
        let report = executor.await_async(executor.shutdown(std::time::Duration::from_secs(10)));
        assert!(report.is_clean(), "{report}");
        assert_eq!(reports("race").len(), before + 500);
    });
}

#[test]
fn a_task_that_is_refused_and_dropped_unread() {
    let _alone = alone();
    timed(|| {
        let text = "its executor had begun to shut down before; spawn it earlier, or from a task that is in flight";
        let before = reports(text).len();
        let executor = Executor::builder().build();
        let report = executor.await_async(executor.shutdown(std::time::Duration::ZERO));
        assert!(report.is_clean(), "{report}");
        drop(executor.spawn_task(|| ()));
        drop(executor.spawn_task(async {}));
        let reports = reports(text);
        assert_eq!(reports.len(), before + 2);
        assert!(
            reports
                .iter()
                .all(|report| report.kind() == FailureKind::Unfinished)
        );
        let runtime = common::current_thread();
        let read = runtime.block_on(executor.spawn_task(|| ()).join());
        assert!(read.expect_err("it was refused").is_shut_down());
        assert_eq!(self::reports(text).len(), before + 2);
    });
}
