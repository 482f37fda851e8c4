//! The event loop that an async `main` or test runs on.

use std::future::Future;

use tokio::runtime::{Builder, Handle};

use super::options::Flavor;
use crate::engine::Engine;
use crate::housekeeping::OwnRuntime;

/// The event loop of an async `main` or test.
pub(super) enum EventLoop {
    /// That of the executor.
    Own(Handle),
    /// On the thread of the function.
    Here(OwnRuntime),
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
        match OwnRuntime::of(builder.enable_all()) {
            Ok(runtime) => Self::Here(runtime),
            Err(error) => panic!("cannot start the event loop: {error}"),
        }
    }

    pub(super) fn block_on<F: Future>(&self, future: F) -> F::Output {
        match self {
            Self::Own(handle) => handle.block_on(future),
            Self::Here(runtime) => runtime.block_on(future),
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
