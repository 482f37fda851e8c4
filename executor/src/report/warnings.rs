//! What may be a mistake: told to `tracing`, or to stderr where nothing listens.

use std::fmt;
use std::time::Duration;

use super::guarded::{guarded, write_stderr};
use crate::site::Site;
use crate::trace;

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
