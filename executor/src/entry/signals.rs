//! Ctrl-C and SIGTERM during `main`: the first drains the executor and ends the process, the second ends it at once. What comes
//! within half a second of the first is a repeat of it: some senders deliver twice. A program that asks to be told of the first
//! ends in its own order instead: `main` goes on to its end, and what follows is as if there had been no signal, but for the deadline.
//!
//! A thread of its own listens, so that a blocked event loop cannot keep the process alive.

use std::future::{Future, pending, poll_fn};
use std::io;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::task::Poll;
use std::time::{Duration, Instant};

use tokio::sync::{Notify, watch};

use super::drain::drain;
use super::listener::{Listen, Listener};
use crate::engine::Engine;
use crate::housekeeping::start_listener;
use crate::in_flight::Intake;
use crate::report::warn;
use crate::watch::serves;

/// For so long after the first signal, others are repeats of it.
const REPEAT: Duration = Duration::from_millis(500);

/// Those of the `main` of this process.
static OF_MAIN: OnceLock<Signals> = OnceLock::new();

/// What `main` and the listening thread tell each other.
#[derive(Clone, Default)]
pub(super) struct Signals(Arc<Shared>);

#[derive(Default)]
struct Shared {
    /// Set once the program has asked to be told.
    is_awaited: AtomicBool,
    first: watch::Sender<Option<First>>,
    main_has_stopped: Notify,
    is_told: AtomicBool,
}

/// The first signal.
#[derive(Clone, Copy)]
struct First {
    at: Instant,
    /// The program had asked to be told, so it ends in its own order.
    is_awaited: bool,
}

/// Waits for the first signal, from wherever in the program; from now on that lets `main` go on.
pub(crate) fn shutdown_signal() -> impl Future<Output = ()> + Send + 'static {
    let signals = OF_MAIN.get();
    if let Some(signals) = signals {
        signals.0.is_awaited.store(true, Ordering::Relaxed);
        serves();
    }
    async move {
        match signals {
            Some(signals) => signals.first_where(|_| true).await,
            None => listen_here().await,
        }
    }
}

/// Listens where no `main` does: on the runtime that is current here.
async fn listen_here() {
    match Listener::new() {
        Ok(mut listener) => _ = listener.next().await,
        Err(error) => {
            cannot_listen(&error);
            pending().await
        }
    }
}

fn cannot_listen(error: &io::Error) {
    warn(format_args!(
        "cannot listen to signals, which end the process at once: {error}"
    ));
}

impl Signals {
    /// Listens from now on.
    pub(super) fn watch(engine: &Engine, deadline: Duration) -> Self {
        let signals = Self::default();
        let started = start_listener("executor-signals", || {
            let listener = Listener::new()?;
            let (engine, signals) = (engine.clone(), signals.clone());
            Ok(Box::pin(async move {
                signals.run(&engine, deadline, listener).await;
            }))
        });
        if let Err(error) = started {
            cannot_listen(&error);
        }
        let _ = OF_MAIN.set(signals.clone());
        signals
    }

    /// Waits for a first signal that ends the process without `main`.
    pub(super) async fn end_the_process(&self) {
        self.first_where(|first| !first.is_awaited).await;
    }

    /// Whether there was such a signal: the listening thread ends the process.
    pub(super) fn are_to_end_the_process(&self) -> bool {
        self.0.first.borrow().is_some_and(|first| !first.is_awaited)
    }

    /// How much of `deadline` is left: it begins with the signal, if there was one.
    pub(super) fn rest_of(&self, deadline: Duration) -> Duration {
        let first = *self.0.first.borrow();
        first.map_or(deadline, |first| {
            deadline.saturating_sub(first.at.elapsed())
        })
    }

    /// Waits for the first signal, if it is one that `fits`.
    async fn first_where(&self, fits: impl Fn(First) -> bool) {
        let mut first = self.0.first.subscribe();
        // its sender is as old as the process
        let _ = first.wait_for(|first| first.is_some_and(&fits)).await;
    }

    /// Waits for the end of the process, after a signal.
    pub(super) fn wait_for_end(&self) -> ! {
        loop {
            std::thread::park();
        }
    }

    /// The drain need not wait for `main`.
    pub(super) fn main_has_stopped(&self) {
        self.0.main_has_stopped.notify_one();
    }

    /// Set once someone has told what did not finish.
    pub(super) fn is_told(&self) -> &AtomicBool {
        &self.0.is_told
    }

    async fn run(&self, engine: &Engine, deadline: Duration, mut listener: Listener) {
        let code = listener.next().await;
        let first = First {
            at: Instant::now(),
            is_awaited: self.0.is_awaited.load(Ordering::Relaxed),
        };
        self.0.first.send_replace(Some(first));
        either(self.end(engine, deadline, first), second(&mut listener)).await;
        std::process::exit(code);
    }

    /// Waits for `main` to stop and drains, within `deadline` all in all. A `main` that had asked for the signal drains itself.
    async fn end(&self, engine: &Engine, deadline: Duration, first: First) {
        if !first.is_awaited {
            engine.in_flight().close(Intake::Draining);
        }
        let stopped = self.0.main_has_stopped.notified();
        let stopped = tokio::time::timeout(self.rest_of(deadline), stopped).await;
        if first.is_awaited && stopped.is_ok() {
            // its end is that of the process
            return pending().await;
        }
        drain(engine, self.rest_of(deadline), self.is_told()).await;
    }
}

/// Waits for a signal that is no repeat of the first, which has come just now.
async fn second(signals: &mut impl Listen) {
    let first = tokio::time::Instant::now();
    loop {
        signals.next().await;
        if first.elapsed() >= REPEAT {
            return;
        }
    }
}

/// Awaits whichever of the two ends first.
async fn either<A, B>(one: impl Future<Output = A>, other: impl Future<Output = B>) {
    let (mut one, mut other) = (pin!(one), pin!(other));
    poll_fn(|cx| {
        let is_over = one.as_mut().poll(cx).is_ready() || other.as_mut().poll(cx).is_ready();
        if is_over {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
}

#[cfg(all(test, not(any(shuttle, executor_loom))))]
mod tests {
    use std::time::Duration;

    use tokio::time::{Instant, sleep};

    /// Signals at these times, in milliseconds after the first.
    struct At<I>(Instant, I);

    impl<I: Iterator<Item = u64> + Send> super::Listen for At<I> {
        async fn next(&mut self) -> i32 {
            let time = Duration::from_millis(self.1.next().expect("the last one counts"));
            sleep(time.saturating_sub(self.0.elapsed())).await;
            0
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_repeat_of_the_first_signal_is_not_a_second_one() {
        let first = Instant::now();
        super::second(&mut At(first, [1, 100, 499, 500].into_iter())).await;
        assert_eq!(first.elapsed(), super::REPEAT);
    }
}
