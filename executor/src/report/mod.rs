//! Reports of what nobody else would notice: lost failures, waits that do not end, a held event loop.
//!
//! A report goes to `tracing`, to the hook, and to stderr where neither listens. Reporting never panics: it happens in `Drop`
//! and at the end of jobs, so a panic in the hook or in a subscriber ends there.

#[cfg(feature = "metrics")]
pub(crate) mod counted;
mod guarded;
mod hook;
pub(crate) mod warnings;

use std::fmt;
use std::panic::Location;

pub(crate) use self::guarded::write_stderr;
pub use self::hook::set_report_hook;
pub(crate) use self::warnings::{stalled, warn};
use crate::error::TaskError;
use crate::site::Site;

/// How a task failed unnoticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FailureKind {
    /// It panicked.
    Panicked,
    /// It gave an `Err`.
    Failed,
    /// The runtime that it ran on was dropped before it finished, or its executor had begun to shut down before it was spawned.
    Unfinished,
}

impl FailureKind {
    /// As fields and labels give it.
    fn name(self) -> &'static str {
        match self {
            Self::Panicked => "panicked",
            Self::Failed => "failed",
            Self::Unfinished => "unfinished",
        }
    }
}

/// A lost failure: what a task that nobody waited for ended with.
#[derive(Clone, Debug)]
pub struct Report {
    site: Site,
    task_type: &'static str,
    kind: FailureKind,
    text: String,
}

impl Report {
    /// The report of `error`; `None` where that is no failure of the task.
    pub(crate) fn of_error(site: Site, task_type: &'static str, error: &TaskError) -> Option<Self> {
        let (kind, text) = match error {
            TaskError::Panicked(payload) => (FailureKind::Panicked, payload.message().to_owned()),
            TaskError::ShutDown => (
                FailureKind::Unfinished,
                "its runtime shut down first".to_owned(),
            ),
            TaskError::Aborted => return None,
        };
        Some(Self {
            site,
            task_type,
            kind,
            text,
        })
    }

    /// The report of a task that gave an `Err`.
    pub(crate) fn of_failure(site: Site, task_type: &'static str, text: String) -> Self {
        Self {
            site,
            task_type,
            kind: FailureKind::Failed,
            text,
        }
    }

    /// The report of a task that its executor did not take.
    pub(crate) fn of_refused(site: Site, task_type: &'static str) -> Self {
        Self {
            site,
            task_type,
            kind: FailureKind::Unfinished,
            text: "its executor had begun to shut down before; spawn it earlier, or from a task that is in flight"
                .to_owned(),
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

    /// How it failed.
    pub fn kind(&self) -> FailureKind {
        self.kind
    }

    /// The text of the panic or of the error, or why it did not finish.
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let happened = match self.kind {
            FailureKind::Panicked => "panicked",
            FailureKind::Failed => "failed",
            FailureKind::Unfinished => "did not finish",
        };
        write!(
            f,
            "task {} of type `{}` {happened}, and nobody waited for it: {}",
            self.site, self.task_type, self.text
        )
    }
}
