//! What a thread of a pool does.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Instant;

use super::state::Next;
use super::{Shared, waiting};

/// Runs jobs until the pool closes, or until there has been nothing to do for long.
pub(super) fn run(shared: &Arc<Shared>) {
    let _mine = waiting::enter(shared);
    loop {
        let next = shared.state.lock().next();
        match next {
            Next::Run(job, grow) => {
                shared.carry_out(grow);
                // A job must not unwind; if it does all the same, the counts must still hold.
                let _ = catch_unwind(AssertUnwindSafe(job));
            }
            Next::Idle => {
                if !park(shared) {
                    return;
                }
            }
            Next::End => return,
        }
    }
}

/// Parks an idle thread; `false`: it was not needed for long, and ends.
fn park(shared: &Shared) -> bool {
    let deadline = Instant::now() + shared.idle;
    let mut state = shared.state.lock();
    let mut expired = false;
    loop {
        // Granted in the same moment as expired: the wake-up counts, or its job would wait for nobody.
        if state.take_grant() {
            return true;
        }
        if expired {
            state.expire();
            return false;
        }
        let left = deadline.saturating_duration_since(Instant::now());
        (state, expired) = shared.granted.wait_timeout(state, left);
    }
}
