//! The counts of an executor through the facade `metrics`.
//!
//! They are published when somebody asks, from what is counted anyway. To look up five of a recorder's entries for each task would
//! cost more than the task: a free permit in place costs two atomic steps.

use metrics::{
    Unit, counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram,
};

use super::spread::spread;
use super::{Stats, TypeStats};
use crate::report;
use crate::times::{Published, Times};

const RUNNING: &str = "executor_tasks_running";
const QUEUED: &str = "executor_tasks_queued";
const THREADS: &str = "executor_threads";
const DONE: &str = "executor_tasks_done_total";
const PANICKED: &str = "executor_tasks_panicked_total";
const WAITED: &str = "executor_tasks_wait_microseconds_total";
const RAN: &str = "executor_tasks_run_microseconds_total";
const WAIT: &str = "executor_tasks_wait_seconds";
const RUN: &str = "executor_tasks_run_seconds";

impl Stats {
    /// Gives these counts to the recorder of the facade `metrics`, for each task type.
    ///
    /// Call it before each scrape, or at intervals: with the feature a task costs a few nanoseconds more where it is timed, and else
    /// nothing. Without a recorder nothing happens. With several executors give each one's to a recorder of its own: they would
    /// meet under the same names.
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
    /// | `executor_tasks_wait_seconds` | histogram | `type` | how long each task waited for its permit and its thread |
    /// | `executor_tasks_run_seconds` | histogram | `type` | how long each task ran, from its beginning to its end |
    /// | `executor_tasks_lost_total` | counter | `type`, `kind` | lost failures; recorded at once, not here |
    ///
    /// The mean times are the growth of the microseconds over that of the tasks that are done. The `kind` of a lost failure is
    /// `panicked`, `failed` or `unfinished`, as in [`FailureKind`](crate::FailureKind).
    ///
    /// # Histograms
    ///
    /// A task's times are counted when it has ended, and recorded once, by the next call of this: install the recorder before.
    /// A value is the middle of one of four buckets to each power of two, and so at most 12.5 % away from the time; what took less
    /// than 32 ns or more than 2 h 26 min is in the first or the last of them.
    ///
    /// Where only some tasks are timed, as [`waited`](TypeStats::waited) tells, the time of each is recorded as often as there are
    /// tasks that it stands for: quantiles are those of all tasks, and their number is near that of those done. The time that a
    /// function waited for a thread counts, and that a future waits for the runtime's scheduler does not; a future of a type without a
    /// limit does not wait, and is only in the second.
    ///
    /// Most recorders take a step for each value: with millions of tasks between two calls, call it off the event loop. Those that
    /// sort into buckets of their own, as `metrics-exporter-prometheus` does where it is given some, know them all; its summaries are
    /// made of the latest.
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
    let published = &counts.0.published;
    publish_times(WAIT, counts.name(), &counts.0.waited, &published.waited);
    publish_times(RUN, counts.name(), &counts.0.ran, &published.ran);
}

fn publish_times(name: &'static str, ty: &'static str, times: &Times, published: &Published) {
    let histogram = histogram!(name, "type" => ty);
    for (seconds, times) in spread(times.histogram().publish(published)) {
        histogram.record_many(seconds, usize::try_from(times).unwrap_or(usize::MAX));
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
    describe_histogram!(
        WAIT,
        Unit::Seconds,
        "How long each task waited before it ran."
    );
    describe_histogram!(RUN, Unit::Seconds, "How long each task ran.");
    report::counted::describe();
}
