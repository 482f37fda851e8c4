//! The signals that ask a process to end, as the system gives them.

use std::future::Future;
#[cfg(unix)]
use std::future::poll_fn;
use std::io;
#[cfg(unix)]
use std::task::Poll;

#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};

/// Where signals come from that ask the process to end.
pub(super) trait Listen {
    /// Waits for a signal; gives the exit code that goes with it.
    fn next(&mut self) -> impl Future<Output = i32> + Send;
}

/// The signals that ask the process to end.
#[cfg(unix)]
pub(super) struct Listener {
    interrupt: Signal,
    terminate: Signal,
}

#[cfg(unix)]
impl Listener {
    pub(super) fn new() -> io::Result<Self> {
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }
}

#[cfg(unix)]
impl Listen for Listener {
    /// The code is the one that shells give it: 128 and the signal's number.
    async fn next(&mut self) -> i32 {
        poll_fn(|cx| {
            if self.interrupt.poll_recv(cx).is_ready() {
                return Poll::Ready(128 + SignalKind::interrupt().as_raw_value());
            }
            self.terminate
                .poll_recv(cx)
                .map(|_| 128 + SignalKind::terminate().as_raw_value())
        })
        .await
    }
}

/// The signals that ask the process to end.
#[cfg(not(unix))]
pub(super) struct Listener;

#[cfg(not(unix))]
impl Listener {
    pub(super) fn new() -> io::Result<Self> {
        Ok(Self)
    }
}

#[cfg(not(unix))]
impl Listen for Listener {
    /// Waits for Ctrl-C.
    async fn next(&mut self) -> i32 {
        if tokio::signal::ctrl_c().await.is_err() {
            return std::future::pending().await;
        }
        1
    }
}
