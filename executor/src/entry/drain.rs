//! The drain at the end of `main` or a test.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::engine::Engine;
use crate::report::write_stderr;
use crate::shutdown::shut_down;

/// Shuts the executor down, and writes to stderr what did not finish, once.
pub(super) async fn drain(engine: &Engine, deadline: Duration, is_told: &AtomicBool) {
    let report = shut_down(engine, deadline).await;
    if !report.is_clean() && !is_told.swap(true, Ordering::Relaxed) {
        write_stderr(format_args!("{report}"));
    }
}

/// The same on this thread, which is no thread of an event loop.
pub(super) fn drain_here(engine: &Engine, deadline: Duration, is_told: &AtomicBool) {
    let drained = drain(engine, deadline, is_told);
    engine.own_handle().block_on(drained);
}
