//! The ride on a thread: the function runs, with what its caller had.

use std::panic::{AssertUnwindSafe, catch_unwind};

use tokio::runtime::Handle;

use super::stage::{Load, Queued};
use crate::error::TaskError;
use crate::origin::Origin;
use crate::outcome::{Outcome, discard};
use crate::stack;

/// Runs the function, gives its permit back, and hands its result over.
pub(super) fn run<F, R>(queued: Queued<F>, origin: &Origin, outcome: &Outcome<R>)
where
    F: FnOnce() -> R,
{
    let Queued {
        load,
        permit,
        clock,
    } = queued;
    let Load {
        function,
        runtime,
        span,
        mut tally,
    } = load;
    tally.start();
    let kept = clock.enter();
    let result = {
        let _runtime = runtime.as_ref().map(Handle::enter);
        let _context = origin.context().enter();
        let _span = span.enter();
        let _stack = stack::runs(origin.frame);
        catch_unwind(AssertUnwindSafe(function)).map_err(TaskError::panicked)
    };
    discard(origin, (permit, runtime));
    if result.is_err() {
        tally.panicked();
    }
    drop(tally);
    span.in_scope(|| outcome.end(origin, result));
    // after whoever waits has been woken: no moment in which a paused clock could jump
    drop(kept);
}
