//! What an executor has done so far, by task type.

#[cfg(feature = "metrics")]
mod metrics;
#[cfg(feature = "metrics")]
mod spread;

use std::fmt;
use std::time::Duration;

use crate::engine::Engine;
use crate::lane::Counted;
use crate::task_type::TaskType;

/// The counts of the current executor, by task type.
///
/// # Examples
///
/// ```
/// executor::await_async(executor::invoke(|| 1 + 1));
/// let stats = executor::stats();
/// assert_eq!(stats.get("io").map(|io| io.done()), Some(1));
/// println!("{stats}");
/// ```
pub fn stats() -> Stats {
    Stats::of_engine(&Engine::current())
}

/// The counts of an executor, by task type. Prints as a table.
#[derive(Clone, Debug)]
pub struct Stats {
    types: Vec<TypeStats>,
}

impl Stats {
    pub(crate) fn of_engine(engine: &Engine) -> Self {
        let lanes = engine.lanes();
        let in_flight = engine.in_flight();
        let types = lanes.iter().map(|lane| TypeStats(lane.counted(in_flight)));
        Self {
            types: types.collect(),
        }
    }

    /// One entry a type: `io`, `cpu`, and the others in the order of their first use.
    pub fn types(&self) -> &[TypeStats] {
        &self.types
    }

    /// The entry of the type with this name, the first of them where several crates have declared it; `None` where it was never used.
    /// Those of `io` and `cpu` are always there.
    pub fn get(&self, name: &str) -> Option<&TypeStats> {
        self.types.iter().find(|entry| entry.name() == name)
    }

    /// The entry of the type `T`, by its name, as [`get`](Self::get) finds it.
    pub fn of<T: TaskType>(&self, _: T) -> Option<&TypeStats> {
        self.get(T::SETTINGS.name)
    }
}

/// The counts of one task type.
///
/// Counted are sync functions that were invoked, spawned tasks, and async tasks in place where the type has a limit. Plain
/// calls, and futures that are awaited in place without a limit, are not.
#[derive(Clone, Debug)]
pub struct TypeStats(Counted);

impl TypeStats {
    /// The name of the type.
    pub fn name(&self) -> &'static str {
        self.0.name
    }

    /// How many tasks run now.
    pub fn running(&self) -> usize {
        self.0.running
    }

    /// How many tasks wait for a permit or a thread.
    pub fn queued(&self) -> usize {
        self.0.queued
    }

    /// How many tasks have ended: with a value, an `Err`, a panic, or an abort.
    pub fn done(&self) -> u64 {
        self.0.done
    }

    /// How many of the tasks that have ended panicked.
    pub fn panicked(&self) -> u64 {
        self.0.panicked
    }

    /// How many threads the type has now.
    pub fn threads(&self) -> usize {
        self.0.threads
    }

    /// How long tasks waited before they ran, all in all. Of tasks in place that are short on the mean, under 16 µs, and of others
    /// while many are in flight, only some are timed, and each stands for 16 or 64.
    pub fn waited(&self) -> Duration {
        self.0.waited.total()
    }

    /// How long tasks ran, all in all; timed as [`waited`](Self::waited).
    pub fn ran(&self) -> Duration {
        self.0.ran.total()
    }

    fn cells(&self) -> [String; COLUMNS.len()] {
        [
            self.0.name.to_owned(),
            self.0.running.to_string(),
            self.0.queued.to_string(),
            self.0.done.to_string(),
            self.0.panicked.to_string(),
            self.0.threads.to_string(),
            format!("{:.1?}", self.waited()),
            format!("{:.1?}", self.ran()),
        ]
    }
}

const COLUMNS: [&str; 8] = [
    "type", "running", "queued", "done", "panicked", "threads", "waited", "ran",
];

/// A head line, then a line a type.
impl fmt::Display for Stats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows: Vec<_> = std::iter::once(COLUMNS.map(str::to_owned))
            .chain(self.types.iter().map(TypeStats::cells))
            .collect();
        let width = |column: usize| {
            rows.iter()
                .map(|row| row[column].chars().count())
                .max()
                .unwrap_or_default()
        };
        let widths: [usize; COLUMNS.len()] = std::array::from_fn(width);
        for (index, row) in rows.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            write!(f, "{:<width$}", row[0], width = widths[0])?;
            for (cell, width) in row.iter().zip(widths).skip(1) {
                write!(f, "  {cell:>width$}")?;
            }
        }
        Ok(())
    }
}
