//! What `main` or a test may be annotated with.

use std::time::Duration;

use crate::executor::{Builder, Executor};

/// How long the drain at the end may take, where nothing else is set.
const SHUTDOWN: Duration = Duration::from_secs(30);

/// What `main` or a test was annotated with.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    pub(super) flavor: Option<Flavor>,
    worker_threads: Option<usize>,
    shutdown: Option<Duration>,
    pub(super) start_paused: bool,
}

/// The kind of event loop that an async function runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flavor {
    MultiThread,
    CurrentThread,
}

impl Options {
    /// Without options: `main` on several threads, a test on its own thread, as in `#[tokio::test]`.
    pub fn new() -> Self {
        Self::default()
    }

    /// `flavor = "multi_thread"`: an event loop on several threads.
    pub fn multi_thread(self) -> Self {
        Self {
            flavor: Some(Flavor::MultiThread),
            ..self
        }
    }

    /// `flavor = "current_thread"`: an event loop on the thread of the function.
    pub fn current_thread(self) -> Self {
        Self {
            flavor: Some(Flavor::CurrentThread),
            ..self
        }
    }

    /// `worker_threads = …`: the threads of the event loop; the number of cores where it is not set.
    pub fn worker_threads(self, threads: usize) -> Self {
        Self {
            worker_threads: Some(threads),
            ..self
        }
    }

    /// `shutdown = "…"`: how long the drain at the end may take; 30 s where it is not set.
    pub fn shutdown(self, deadline: Duration) -> Self {
        Self {
            shutdown: Some(deadline),
            ..self
        }
    }

    /// `start_paused = …`: whether the clock is paused from the start.
    pub fn start_paused(self, start_paused: bool) -> Self {
        Self {
            start_paused,
            ..self
        }
    }

    pub(super) fn builder(&self, flavor: Flavor) -> Builder {
        match (self.worker_threads, flavor) {
            (Some(threads), _) => Executor::builder().worker_threads(threads),
            (None, Flavor::MultiThread) => Executor::builder(),
            // only for what waits on threads outside of the event loop
            (None, Flavor::CurrentThread) => Executor::builder().worker_threads(1),
        }
    }

    pub(super) fn deadline(&self) -> Duration {
        self.shutdown.unwrap_or(SHUTDOWN)
    }
}
