//! What is in flight, as `dump()` tells it.

mod common;

use std::time::Duration;

use common::{Hold, task_type, timed};
use executor::{Executor, TaskState, TaskType};

task_type!(alone: Io, limit: 1);

#[test]
fn lists_what_runs_and_what_waits_with_name_type_place_and_age() {
    timed(|| {
        let executor = Executor::builder().build();
        let hold = Hold::default();
        let line = line!();
        let tasks = executor.await_async(async {
            let holds = hold.clone();
            let runs = alone.spawn_task(move || holds.pass());
            hold.arrived(1);
            std::thread::sleep(Duration::from_millis(5));
            let queued = [alone.spawn_task(|| ()), alone.spawn_task(async {})];
            let waits = executor::spawn_task(std::future::pending::<()>());
            common::until(|| executor::dump().tasks()[3].state() == TaskState::Waiting).await;
            (runs, queued, waits)
        });
        let dump = executor.dump();
        let found: Vec<_> = dump
            .tasks()
            .iter()
            .map(|task| {
                (
                    task.location().line() - line,
                    task.task_type(),
                    task.state(),
                )
            })
            .collect();
        let mut expected = vec![
            (3, "alone", TaskState::Running),
            (6, "alone", TaskState::Queued),
            (6, "alone", TaskState::Queued),
            (7, "io", TaskState::Waiting),
        ];
        assert_eq!(found[0], expected.remove(0), "the oldest first: {dump}");
        for task in expected {
            assert!(found.contains(&task), "{task:?} in {dump}");
        }
        assert!(dump.tasks()[0].age() >= Duration::from_millis(5), "{dump}");
        let text = dump.to_string();
        for part in [
            "4 tasks are in flight:",
            "lists_what_runs",
            "of type `alone` runs, started",
            "is queued",
            "of type `io` waits",
            &format!("dump.rs:{}", line + 7),
            "ms ago",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
        hold.open();
        let (runs, queued, waits) = tasks;
        waits.abort();
        common::current_thread().block_on(async {
            runs.await;
            for task in queued {
                task.await;
            }
            waits.join().await.expect_err("it was aborted");
        });
        assert_eq!(executor.dump().to_string(), "nothing is in flight");
    });
}

#[test]
fn what_has_ended_is_not_in_it_though_its_result_is_unread() {
    timed(|| {
        let executor = Executor::builder().build();
        let task = executor.spawn_task(|| 1);
        common::current_thread().block_on(common::until(|| task.is_finished()));
        assert!(executor.dump().tasks().is_empty());
        assert_eq!(executor.await_async(task), 1);
    });
}
