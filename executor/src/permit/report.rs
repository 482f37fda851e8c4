//! What is said of a knot where nothing may panic.

use std::io::{self, Write};

use super::knot::Knot;

/// Reports a knot to `tracing`, or to stderr where nobody listens there. Never panics.
pub(super) fn report_while_unwinding(knot: &Knot) {
    let note = "= note: this thread is unwinding from a panic already, so it waits on";
    if tracing::enabled!(tracing::Level::ERROR) {
        tracing::error!("{knot}\n{note}");
    } else {
        // Unlike `eprintln!`, which panics where stderr is closed.
        let _ = writeln!(io::stderr(), "{knot}\n{note}");
    }
}
