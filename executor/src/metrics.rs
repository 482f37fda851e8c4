//! The counts of an executor through the facade `metrics`.
//!
//! They are published when somebody asks, from what is counted anyway. To look up five of a recorder's entries for each task would
//! cost more than the task: a free permit in place costs two atomic steps. Only a lost failure, which is rare, is recorded at once.

use ::metrics::{Unit, counter, describe_counter, describe_gauge, gauge};

use crate::stats::{Stats, TypeStats};

const RUNNING: &str = "executor_tasks_running";
const QUEUED: &str = "executor_tasks_queued";
const THREADS: &str = "executor_threads";
const DONE: &str = "executor_tasks_done_total";
const PANICKED: &str = "executor_tasks_panicked_total";
const WAITED: &str = "executor_tasks_wait_microseconds_total";
const RAN: &str = "executor_tasks_run_microseconds_total";
const LOST: &str = "executor_tasks_lost_total";

impl Stats {
    /// Gives these counts to the recorder of the facade `metrics`, for each task type.
    ///
    /// Call it before each scrape, or at intervals: a task costs nothing more with the feature than without. Without a recorder
    /// nothing happens. With several executors give each one's to a recorder of its own: they would meet under the same names.
    ///
    /// | name | kind | labels | what |
    /// |---|---|---|---|
    /// | `executor_tasks_running` | gauge | `type` | [`running`](TypeStats::running) |
    /// | `executor_tasks_queued` | gauge | `type` | [`queued`](TypeStats::queued) |
    /// | `executor_threads` | gauge | `type` | [`threads`](TypeStats::threads) |
    /// | `executor_tasks_done_total` | counter | `type` | [`done`](TypeStats::done) |
    /// | `executor_tasks_panicked_total` | counter | `type` | [`panicked`](TypeStats::panicked) |
    /// | `executor_tasks_wait_microseconds_total` | counter | `type` | [`waited`](TypeStats::waited) |
    /// | `executor_tasks_run_microseconds_total` | counter | `type` | [`ran`](TypeStats::ran) |
    /// | `executor_tasks_lost_total` | counter | `type`, `kind` | lost failures; recorded at once, not here |
    ///
    /// The mean times are the growth of the microseconds over that of the tasks that are done. The `kind` of a lost failure is
    /// `panicked`, `failed` or `unfinished`, as in [`FailureKind`](crate::FailureKind).
    ///
    /// # Examples
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// async fn publish() {
    ///     let mut at_intervals = tokio::time::interval(Duration::from_secs(10));
    ///     loop {
    ///         at_intervals.tick().await;
    ///         executor::stats().publish_metrics();
    ///     }
    /// }
    ///
    /// # tokio::runtime::Runtime::new().unwrap().block_on(async {
    /// tokio::spawn(publish());
    /// # });
    /// ```
    pub fn publish_metrics(&self) {
        describe();
        self.types().iter().for_each(publish);
    }
}

fn publish(counts: &TypeStats) {
    let microseconds = |time: std::time::Duration| u64::try_from(time.as_micros());
    gauge!(RUNNING, "type" => counts.name()).set(counts.running() as f64);
    gauge!(QUEUED, "type" => counts.name()).set(counts.queued() as f64);
    gauge!(THREADS, "type" => counts.name()).set(counts.threads() as f64);
    counter!(DONE, "type" => counts.name()).absolute(counts.done());
    counter!(PANICKED, "type" => counts.name()).absolute(counts.panicked());
    for (name, time) in [(WAITED, counts.waited()), (RAN, counts.ran())] {
        counter!(name, "type" => counts.name()).absolute(microseconds(time).unwrap_or(u64::MAX));
    }
}

/// Again each time: a recorder may be installed at any time.
fn describe() {
    describe_gauge!(RUNNING, Unit::Count, "Tasks that run now.");
    describe_gauge!(
        QUEUED,
        Unit::Count,
        "Tasks that wait for a permit or a thread."
    );
    describe_gauge!(THREADS, Unit::Count, "Threads for sync tasks.");
    describe_counter!(DONE, Unit::Count, "Tasks that have ended.");
    describe_counter!(PANICKED, Unit::Count, "Tasks that have panicked.");
    describe_counter!(
        WAITED,
        Unit::Microseconds,
        "How long tasks waited before they ran."
    );
    describe_counter!(RAN, Unit::Microseconds, "How long tasks ran.");
    describe_counter!(LOST, Unit::Count, "Tasks whose failure nobody has read.");
}

/// Counts a lost failure.
pub(crate) fn lost(task_type: &'static str, kind: &'static str) {
    counter!(LOST, "type" => task_type, "kind" => kind).increment(1);
}
