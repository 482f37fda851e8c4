//! Calls into code that listens, which must not unwind into ours, and the last resort, stderr.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::error::panic_message;

/// Writes a line to stderr, which may be closed.
pub(crate) fn write_stderr(message: fmt::Arguments<'_>) {
    use std::io::Write;

    let _ = writeln!(std::io::stderr().lock(), "executor: {message}");
}

/// Calls code of others that must not unwind into ours.
pub(super) fn guarded<R>(call: impl FnOnce() -> R) -> Option<R> {
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
