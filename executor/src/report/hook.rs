//! Where lost failures go: to `tracing`, to the program's hook, and to stderr where neither listens.

use std::sync::Arc;

use super::Report;
use super::guarded::{guarded, write_stderr};
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

impl Report {
    /// Gives the report to whoever listens.
    pub(crate) fn deliver(&self) {
        let traced = guarded(|| {
            let message = format_args!("{self}");
            trace::lost(self.site, self.task_type, self.kind.name(), message)
        });
        #[cfg(feature = "metrics")]
        guarded(|| super::counted::lost(self.task_type, self.kind.name()));
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
