//! Polls a future on this thread until it is done, and parks the thread in between.
//!
//! What only a wait needs (a place in the pool, a clock for reports, the clocks that stand for this thread) is asked for once the
//! future is not ready. What its first poll needs is there before: a runtime that is entered and driven, a context, a waker. A
//! worker gives its tasks away even before the first poll: a `yield_now` in it would go to a list that nobody looks at meanwhile.

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::{Context, Poll};
use std::thread;

use super::parker::{Parker, Signal};
use super::stall::Stall;
use super::{clock, marker, spin};
use crate::frame::turn;
use crate::pool;

/// Drives `future`; `yields`: this thread keeps hold of a scheduler, to which the future may yield.
#[inline]
pub(super) fn drive<F: Future>(future: F, stall: &Stall<'_>, yields: bool) -> F::Output {
    Parker::with(|parker| {
        // Unconstrained: nobody refills a task's budget while its thread blocks here.
        let mut future = pin!(tokio::task::unconstrained(future));
        let mut cx = Context::from_waker(parker.waker());
        loop {
            if yields {
                marker::push();
            }
            match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(&mut cx))) {
                Ok(Poll::Ready(output)) => return output,
                Ok(Poll::Pending) => {}
                Err(payload) => stall.panicked(payload),
            }
            let yielded = yields && marker::push();
            if !yielded {
                wait(parker.signal(), stall);
            }
        }
    })
}

/// Waits to be woken: looks for it for a short while, then parks, and reports if that takes long.
fn wait(signal: &Signal, stall: &Stall<'_>) {
    if signal.take() {
        return;
    }
    let _place = pool::waiting();
    if spin::until(|| signal.is_woken()) && signal.take() {
        return;
    }
    let _paused = turn::pause();
    let mut watch = stall.watch();
    let mut left = watch.first_look();
    signal.sleep(clock::kept_here(), || {
        thread::park_timeout(left);
        left = watch.tick();
    });
}
