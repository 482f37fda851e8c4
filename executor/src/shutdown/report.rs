//! What a shutdown left unfinished.

use std::fmt;
use std::panic::Location;
use std::time::Duration;

use crate::site::Site;

/// What a shutdown left unfinished. Prints a line for each task.
#[derive(Clone, Debug)]
#[must_use = "it names the tasks that did not finish"]
pub struct ShutdownReport {
    pub(super) deadline: Duration,
    pub(super) unfinished: Vec<Unfinished>,
}

impl ShutdownReport {
    /// Whether everything finished.
    pub fn is_clean(&self) -> bool {
        self.unfinished.is_empty()
    }

    /// The tasks that did not finish.
    pub fn unfinished(&self) -> &[Unfinished] {
        &self.unfinished
    }
}

impl fmt::Display for ShutdownReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.unfinished.len() {
            0 => return f.write_str("all tasks finished before the shutdown"),
            1 => write!(f, "1 task did not finish within {:?}:", self.deadline)?,
            count => write!(
                f,
                "{count} tasks did not finish within {:?}:",
                self.deadline
            )?,
        }
        for task in &self.unfinished {
            write!(f, "\n  {task}")?;
        }
        Ok(())
    }
}

/// A task that had not finished when its executor shut down.
#[derive(Clone, Debug)]
pub struct Unfinished {
    pub(super) site: Site,
    pub(super) task_type: &'static str,
    pub(super) goes_on: bool,
}

impl Unfinished {
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
}

impl fmt::Display for Unfinished {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = if self.goes_on {
            "still runs"
        } else {
            "was stopped"
        };
        write!(f, "task {} of type `{}` {what}", self.site, self.task_type)
    }
}
