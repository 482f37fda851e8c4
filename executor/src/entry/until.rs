//! Awaiting what may panic, or be stopped.

use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::Poll;

/// Awaits `future` and catches its panic, unless `stop` comes first: then the future is dropped.
pub(super) async fn until<F: Future>(
    stop: impl Future<Output = ()>,
    future: F,
) -> Option<std::thread::Result<F::Output>> {
    let mut stop = pin!(stop);
    let mut future = pin!(future);
    poll_fn(|cx| {
        match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(cx))) {
            Ok(Poll::Ready(value)) => return Poll::Ready(Some(Ok(value))),
            Err(panic) => return Poll::Ready(Some(Err(panic))),
            Ok(Poll::Pending) => {}
        }
        stop.as_mut().poll(cx).map(|()| None)
    })
    .await
}
