//! The facade `metrics`: a recorder gets the numbers of `stats()` when it is asked for, and lost failures at once.

use std::collections::BTreeMap;

use executor::{Executor, TaskType};
use metrics::Unit;
use metrics_util::MetricKind;
use metrics_util::debugging::{DebugValue, DebuggingRecorder, Snapshotter};

use crate::task_types::counted;

/// What was recorded of the type `counted`.
#[derive(Debug, Default, PartialEq)]
struct Recorded {
    /// Kind and value by name, and for lost failures by kind of failure.
    counts: BTreeMap<String, (MetricKind, u64)>,
    /// The values since the last look, in seconds.
    histograms: BTreeMap<String, Vec<f64>>,
}

fn recorded(snapshotter: &Snapshotter) -> Recorded {
    let mut recorded = Recorded::default();
    let all = snapshotter.snapshot().into_vec().into_iter();
    let of_type = all.filter(|(key, ..)| {
        let mut labels = key.key().labels();
        labels.any(|label| (label.key(), label.value()) == ("type", "counted"))
    });
    for (key, unit, description, value) in of_type {
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
            DebugValue::Histogram(values) => {
                assert_eq!(unit, Some(Unit::Seconds), "{name}");
                let values = values.into_iter().map(|value| value.into_inner());
                recorded.histograms.insert(name, values.collect());
                continue;
            }
        };
        recorded.counts.insert(name, (key.kind(), value));
    }
    recorded
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
        assert_eq!(recorded(&snapshotter), Recorded::default());

        executor::stats().publish_metrics();
        let meanwhile = recorded(&snapshotter);
        let count = |name| meanwhile.counts[name];
        assert_eq!(count("executor_tasks_running"), (MetricKind::Gauge, 1));
        assert_eq!(count("executor_tasks_queued"), (MetricKind::Gauge, 1));
        assert_eq!(count("executor_threads"), (MetricKind::Gauge, 1));
        assert_eq!(count("executor_tasks_done_total"), (MetricKind::Counter, 1));
        for name in [WAIT, RUN] {
            assert_eq!(meanwhile.histograms[name].len(), 1, "of what has ended");
        }

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
    let count = |name| in_the_end.counts[name];
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
    assert_eq!(in_the_end.counts.len(), 8, "{in_the_end:?}");

    for name in [WAIT, RUN] {
        let values = &in_the_end.histograms[name];
        assert_eq!(values.len(), 3, "those since the last time: {values:?}");
        let longest = values.iter().copied().fold(0.0, f64::max);
        assert!(longest >= 0.002 * 0.875, "{name}: {values:?}");
    }
    let none_is_new = BTreeMap::from([WAIT, RUN].map(|name| (name.to_owned(), vec![])));
    executor.stats().publish_metrics();
    assert_eq!(recorded(&snapshotter).histograms, none_is_new);

    // published while nothing was in flight: an older look has nothing that is new
    let before = executor.stats();
    executor.await_async(async { counted.invoke(|| ()).await });
    executor.stats().publish_metrics();
    before.publish_metrics();
    assert_eq!(recorded(&snapshotter).histograms[RUN].len(), 1);
}

/// Of many in flight, and of short tasks in place, only some are timed, each for others: there are about as many values as tasks.
#[test]
fn values_stand_for_all_tasks() {
    let recorder = DebuggingRecorder::new();
    let snapshotter = recorder.snapshotter();
    let executor = Executor::builder().build();
    executor.await_async(async {
        let tasks: Vec<_> = (0..1000).map(|_| counted.spawn_task(|| ())).collect();
        for task in tasks {
            task.await;
        }
        for _ in 0..10_000 {
            counted.invoke(async {}).await;
        }
    });
    let stats = executor.stats();
    metrics::with_local_recorder(&recorder, || stats.publish_metrics());
    let recorded = recorded(&snapshotter);
    for name in [WAIT, RUN] {
        let values = recorded.histograms[name].len();
        assert!((10_000..=12_000).contains(&values), "{name}: {values}");
    }
}

const WAIT: &str = "executor_tasks_wait_seconds";
const RUN: &str = "executor_tasks_run_seconds";
