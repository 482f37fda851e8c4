//! The event loop that an async `main` or test runs on.

use std::future::Future;

use tokio::runtime::{Handle, Runtime};

use super::options::Flavor;
use crate::engine::Engine;

/// The event loop of an async `main` or test.
pub(super) enum EventLoop {
    Own(Handle),
    /// Dropped without waiting for blocking calls.
    Here(Option<Runtime>),
}

impl EventLoop {
    pub(super) fn start(flavor: Flavor, engine: &Engine) -> Self {
        match flavor {
            Flavor::MultiThread => Self::Own(engine.own_handle()),
            Flavor::CurrentThread => Self::Here(Some(current_thread())),
        }
    }

    pub(super) fn block_on<F: Future>(&self, future: F) -> F::Output {
        match self {
            Self::Own(handle) => handle.block_on(future),
            Self::Here(runtime) => runtime
                .as_ref()
                .expect("taken only by `drop`")
                .block_on(future),
        }
    }
}

impl Drop for EventLoop {
    fn drop(&mut self) {
        if let Self::Here(runtime) = self
            && let Some(runtime) = runtime.take()
        {
            runtime.shutdown_background();
        }
    }
}

fn current_thread() -> Runtime {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.unwrap_or_else(|error| panic!("cannot start the event loop: {error}"))
}

/// Pauses tokio's clock, where some crate of the program has asked for tokio's feature `test-util`. This crate does not ask for
/// it, since that would give it to every program; so the name is looked up where it may be, before the stand-in outside.
pub(super) fn pause_clock() {
    #[allow(unused_imports, reason = "empty without the feature")]
    use tokio::time::*;

    pause();
}

/// Stands in for tokio's function where there is none.
#[allow(dead_code, reason = "called without the feature only")]
fn pause() {
    panic!("`start_paused` needs tokio's feature `test-util`: add it to the dev-dependencies");
}
