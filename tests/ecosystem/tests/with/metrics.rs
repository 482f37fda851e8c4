//! The facade `metrics`: a recorder gets the numbers of `stats()` when it is asked for, and lost failures at once.

use std::collections::BTreeMap;

use executor::{Executor, TaskType};
use metrics_util::MetricKind;
use metrics_util::debugging::{DebugValue, DebuggingRecorder, Snapshotter};

use crate::task_types::counted;

/// What was recorded of the type `counted`: kind and value by name, and for lost failures by kind of failure.
fn recorded(snapshotter: &Snapshotter) -> BTreeMap<String, (MetricKind, u64)> {
    let all = snapshotter.snapshot().into_vec().into_iter();
    let of_type = all.filter(|(key, ..)| {
        let mut labels = key.key().labels();
        labels.any(|label| (label.key(), label.value()) == ("type", "counted"))
    });
    let entries = of_type.map(|(key, unit, description, value)| {
        let mut name = key.key().name().to_owned();
        let kind = key.key().labels().find(|label| label.key() == "kind");
        if let Some(kind) = kind {
            name = format!("{name} {}", kind.value());
        } else {
            assert!(unit.is_some() && description.is_some(), "{name}");
        }
        let value = match value {
            DebugValue::Counter(count) => count,
            DebugValue::Gauge(value) => value.into_inner() as u64,
            DebugValue::Histogram(_) => panic!("{name} is no histogram"),
        };
        (name, (key.kind(), value))
    });
    entries.collect()
}

#[test]
fn a_recorder_gets_the_counts() {
    let recorder = DebuggingRecorder::new();
    let snapshotter = recorder.snapshotter();
    recorder.install().expect("the only one");
    let executor = Executor::builder().build();
    executor.await_async(async {
        counted.invoke(|| ()).await;
        let (opens, gate) = std::sync::mpsc::channel::<()>();
        let (arrives, arrived) = std::sync::mpsc::channel();
        let runs = counted.spawn_task(move || {
            arrives.send(()).expect("it is waited for");
            gate.recv().expect_err("it is only dropped");
        });
        arrived.recv().expect("it runs");
        let waits = counted.spawn_task(|| panic!("counted"));
        assert!(recorded(&snapshotter).is_empty());

        executor::stats().publish_metrics();
        let meanwhile = recorded(&snapshotter);
        let count = |name| meanwhile[name];
        assert_eq!(count("executor_tasks_running"), (MetricKind::Gauge, 1));
        assert_eq!(count("executor_tasks_queued"), (MetricKind::Gauge, 1));
        assert_eq!(count("executor_threads"), (MetricKind::Gauge, 1));
        assert_eq!(count("executor_tasks_done_total"), (MetricKind::Counter, 1));

        std::thread::sleep(std::time::Duration::from_millis(2));
        drop(opens);
        runs.await;
        waits.join().await.expect_err("it panics");
        let lost = counted.spawn_task(|| panic!("nobody looks"));
        while !lost.is_finished() {
            tokio::task::yield_now().await;
        }
        drop(lost);
    });

    executor.stats().publish_metrics();
    let in_the_end = recorded(&snapshotter);
    let count = |name| in_the_end[name];
    assert_eq!(count("executor_tasks_running"), (MetricKind::Gauge, 0));
    assert_eq!(count("executor_tasks_queued"), (MetricKind::Gauge, 0));
    assert_eq!(count("executor_tasks_done_total"), (MetricKind::Counter, 4));
    let two = (MetricKind::Counter, 2);
    assert_eq!(count("executor_tasks_panicked_total"), two);
    let one = (MetricKind::Counter, 1);
    assert_eq!(count("executor_tasks_lost_total panicked"), one);
    for name in [
        "executor_tasks_wait_microseconds_total",
        "executor_tasks_run_microseconds_total",
    ] {
        let (kind, time) = count(name);
        assert_eq!(kind, MetricKind::Counter);
        assert!(time >= 2_000, "{name}: {time}");
    }
    assert_eq!(in_the_end.len(), 8, "{in_the_end:?}");
}
