//! What is said of a knot where nothing may panic.

use super::knot::Knot;
use crate::report::warn;

/// Reports a knot. Never panics.
pub(super) fn report_while_unwinding(knot: &Knot) {
    warn(format_args!(
        "{knot}\n= note: this thread is unwinding from a panic already, so it waits on"
    ));
}
