//! The ride on a thread: the function runs, with what its caller had.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use super::Hop;
use super::stage::{Load, Queued};
use crate::context::{Context, Work};
use crate::error::TaskError;
use crate::frame::{running, stack};
use crate::in_flight::{Account, Taken};

/// Runs the function, gives its permit back, and hands its result over.
pub(super) fn run<F, R>(queued: Queued<F>, hop: &Arc<Hop<F, R>>)
where
    F: FnOnce() -> R + Send + 'static,
    R: Send + 'static,
{
    let Queued {
        load,
        permit,
        clock,
    } = queued;
    let Load {
        function,
        span,
        mut stopwatch,
    } = load;
    let origin = &hop.origin;
    let waited = stopwatch.lap();
    let kept = clock.enter();
    let result = {
        let work = Work::Function(Arc::clone(hop) as Arc<dyn Taken>);
        let _context = Context::of_work(origin.engine.clone(), origin.frame, Some(work)).enter();
        let _span = span.as_ref().map(|span| span.enter());
        let _stack = stack::runs(origin.frame);
        let _shown = running::show(origin.frame);
        catch_unwind(AssertUnwindSafe(function)).map_err(TaskError::panicked)
    };
    let account = Account {
        panicked: result.is_err(),
        waited,
        ran: stopwatch.lap(),
    };
    if permit.is_some() {
        // before the next one begins
        hop.outcome.runs_no_more(account);
        origin.discard(permit);
    }
    let _span = span.as_ref().map(|span| span.enter());
    hop.end(result, account);
    // after whoever waits has been woken: no moment in which a paused clock could jump
    drop(kept);
}
