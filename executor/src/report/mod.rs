//! Reports of what nobody else would notice: lost failures, waits that do not end, a held event loop.
//!
//! A report goes to `tracing`, to the hook, and to stderr where neither listens. Reporting never panics: it happens in `Drop`
//! and at the end of jobs, so a panic in the hook or in a subscriber ends there.

#[cfg(feature = "metrics")]
pub(crate) mod counted;

use std::fmt;
use std::panic::{AssertUnwindSafe, Location, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use crate::error::{TaskError, panic_message};
use crate::site::Site;
use crate::sync::StaticMutex;
use crate::trace;

type Hook = Arc<dyn Fn(&Report) + Send + Sync>;

static HOOK: StaticMutex<Option<Hook>> = StaticMutex::new(None);

/// Makes `hook` called with each lost failure, in place of the hook before.
///
/// A failure is lost when nobody reads it: a detached task that panics or gives an `Err`, or one whose handle is dropped
/// unread. The hook runs on the thread where that shows; a panic in it is written to stderr and goes no further. With a hook, lost
/// failures are not written to stderr any more; events of `tracing` they stay.
///
/// # Examples
///
/// ```
/// executor::set_report_hook(|report| eprintln!("lost: {report}"));
/// ```
pub fn set_report_hook(hook: impl Fn(&Report) + Send + Sync + 'static) {
    // the former hook's captures are dropped after the lock is released
    let former = HOOK.lock().replace(Arc::new(hook));
    drop(former);
}

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

    /// Gives the report to whoever listens.
    pub(crate) fn deliver(&self) {
        let traced = guarded(|| {
            let message = format_args!("{self}");
            trace::lost(self.site, self.task_type, self.kind.name(), message)
        });
        #[cfg(feature = "metrics")]
        guarded(|| counted::lost(self.task_type, self.kind.name()));
        let hook = HOOK.lock().clone();
        let hooked = hook.is_some();
        if let Some(hook) = hook {
            guarded(|| hook(self));
            guarded(move || drop(hook));
        }
        if !traced.unwrap_or(false) && !hooked {
            write_stderr(format_args!("{self}"));
        }
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

/// Reports that `site` has waited for `waited` without progress, and why that may be.
pub(crate) fn stalled(site: Site, waited: Duration, why: &str) {
    let message = format_args!("{site} has waited for {waited:.1?} without progress: {why}");
    tell(Some(site), message);
}

/// Reports that `site` held the event loop for `held`.
#[cfg_attr(
    all(test, debug_assertions, not(any(shuttle, executor_loom))),
    allow(dead_code, reason = "tests of the watch note it themselves")
)]
pub(crate) fn held_event_loop(site: Site, held: Duration) {
    let message = format_args!(
        "{site} held the event loop for {held:.1?}, and other tasks could not run meanwhile: move what blocks or computes \
         into a sync function, and `invoke` it"
    );
    tell(Some(site), message);
}

/// Tells of something that may be a mistake: to `tracing`, or to stderr where nothing listens.
pub(crate) fn warn(message: fmt::Arguments<'_>) {
    tell(None, message);
}

fn tell(task: Option<Site>, message: fmt::Arguments<'_>) {
    let traced = guarded(|| trace::warning(task, message));
    if !traced.unwrap_or(false) {
        write_stderr(message);
    }
}

/// Writes a line to stderr, which may be closed.
pub(crate) fn write_stderr(message: fmt::Arguments<'_>) {
    use std::io::Write;

    let _ = writeln!(std::io::stderr().lock(), "executor: {message}");
}

/// Calls code of others that must not unwind into ours.
fn guarded<R>(call: impl FnOnce() -> R) -> Option<R> {
    match catch_unwind(AssertUnwindSafe(call)) {
        Ok(result) => Some(result),
        Err(payload) => {
            let text = panic_message(&*payload);
            write_stderr(format_args!("a listener to reports panicked: {text}"));
            // a payload may panic when it is dropped
            std::mem::forget(payload);
            None
        }
    }
}
