//! `dump`: what an executor has in flight at one moment.

#[cfg(all(unix, feature = "signal"))]
pub(crate) mod signal;

use std::fmt;
use std::panic::Location;
use std::time::Duration;

use crate::engine::Engine;
use crate::in_flight::{Age, Listed, Pace};
use crate::ordered::ordered_by;
use crate::site::Site;

/// What the current executor has in flight: spawned tasks, and sync functions that were invoked, with how each stands, the line that
/// started it, and its age. Prints a line a task, the oldest first.
///
/// What has ended is not in it, though its result may have yet to be read, and neither are futures that run in place: they are part
/// of the task that awaits them. It is one picture of the whole, for which all spawns wait: meant for people, not for each request.
///
/// # Examples
///
/// ```
/// # executor::await_async(async {
/// let (opens, opened) = std::sync::mpsc::channel();
/// let task = executor::spawn_task(move || opened.recv());
/// println!("{}", executor::dump());
/// assert_eq!(executor::dump().tasks().len(), 1);
/// opens.send(()).expect("it waits for this");
/// task.await.expect("it was sent");
/// # });
/// ```
pub fn dump() -> Dump {
    Dump::of_engine(&Engine::current())
}

/// What an executor had in flight at one moment. Prints a line a task, the oldest first.
#[derive(Clone, Debug)]
#[must_use = "it is to be printed, or looked at"]
pub struct Dump {
    tasks: Vec<InFlightTask>,
}

impl Dump {
    pub(crate) fn of_engine(engine: &Engine) -> Self {
        let listed = engine.in_flight().list_all();
        // ages are in milliseconds
        let youth = |listed: &Listed| !(listed.age.at_most.as_millis() as u64);
        let oldest_first = ordered_by(listed, youth);
        Self {
            tasks: oldest_first
                .map(|listed| InFlightTask::new(engine, listed))
                .collect(),
        }
    }

    /// The tasks, the oldest first.
    pub fn tasks(&self) -> &[InFlightTask] {
        &self.tasks
    }
}

/// How a task in flight stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TaskState {
    /// It has not begun: it waits for a permit or a thread.
    Queued,
    /// A thread is at it.
    Running,
    /// It is a future that waits to be polled.
    Waiting,
}

/// A task that had not ended when it was looked at.
#[derive(Clone, Debug)]
pub struct InFlightTask {
    site: Site,
    task_type: &'static str,
    state: TaskState,
    age: Age,
}

impl InFlightTask {
    fn new(engine: &Engine, listed: Listed) -> Self {
        let Listed { about, pace, age } = listed;
        Self {
            site: about.site,
            task_type: engine.lane_at(about.lane).name(),
            state: match pace {
                Pace::Queued => TaskState::Queued,
                Pace::Runs => TaskState::Running,
                Pace::Polled(_) => TaskState::Waiting,
            },
            age,
        }
    }

    /// The name of the task: the path of the function that was called.
    pub fn name(&self) -> &'static str {
        self.site.name()
    }

    /// The name of its task type.
    pub fn task_type(&self) -> &'static str {
        self.task_type
    }

    /// The line that started the task.
    pub fn location(&self) -> &'static Location<'static> {
        self.site.location()
    }

    /// How it stood.
    pub fn state(&self) -> TaskState {
        self.state
    }

    /// How long ago it was started, at most. Exact in debug builds, and while few tasks are in flight; in release builds, where
    /// reading the clock would cost as much as the spawn, else that of a task started a little earlier. Starts again after 24 days.
    pub fn age(&self) -> Duration {
        self.age.at_most
    }
}

impl fmt::Display for InFlightTask {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = match self.state {
            TaskState::Queued => "is queued",
            TaskState::Running => "runs",
            TaskState::Waiting => "waits",
        };
        let most = if self.age.is_exact { "" } else { "at most " };
        write!(
            f,
            "task {} of type `{}` {state}, started {most}{:.1?} ago",
            self.site, self.task_type, self.age.at_most
        )
    }
}

impl fmt::Display for Dump {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.tasks.len() {
            0 => return f.write_str("nothing is in flight"),
            1 => write!(f, "1 task is in flight:")?,
            count => write!(f, "{count} tasks are in flight:")?,
        }
        for task in &self.tasks {
            write!(f, "\n  {task}")?;
        }
        Ok(())
    }
}
