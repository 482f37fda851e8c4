//! The event loop that an async `main` or test runs on.

use std::future::Future;

use tokio::runtime::{Builder, Handle, Runtime};

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
            Flavor::CurrentThread => Self::of(&mut Builder::new_current_thread()),
        }
    }

    /// Starts one whose clock stands, but for what tokio advances it by.
    pub(super) fn start_paused(flavor: Flavor) -> Self {
        match flavor {
            Flavor::MultiThread => panic!(
                "`start_paused` needs the flavor `current_thread`: leave out `flavor = \"multi_thread\"`"
            ),
            Flavor::CurrentThread => Self::of(Builder::new_current_thread().start_paused(true)),
        }
    }

    fn of(builder: &mut Builder) -> Self {
        let runtime = builder.enable_all().build();
        let runtime =
            runtime.unwrap_or_else(|error| panic!("cannot start the event loop: {error}"));
        Self::Here(Some(runtime))
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

/// Stands in for a method of tokio's builder, which goes first where some crate of the program has asked for tokio's feature
/// `test-util`. This crate does not ask for it, since that would give it to every program.
#[allow(dead_code, reason = "called without the feature only")]
trait StartPaused {
    fn start_paused(&mut self, _: bool) -> &mut Self {
        panic!("`start_paused` needs tokio's feature `test-util`: add it to the dev-dependencies");
    }
}

impl StartPaused for Builder {}
