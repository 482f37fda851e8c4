//! A runtime of an executor's own.

use std::future::Future;
use std::io;

use tokio::runtime::{Builder, Handle, Runtime};

/// A tokio runtime that may be dropped anywhere, and then does not wait for its blocking calls.
pub(crate) struct OwnRuntime {
    handle: Handle,
    runtime: Option<Runtime>,
}

impl OwnRuntime {
    /// Starts that of an executor, on threads of its own.
    pub(crate) fn start(worker_threads: usize) -> Self {
        let mut builder = Builder::new_multi_thread();
        builder
            .worker_threads(worker_threads)
            .thread_name("executor")
            .enable_all();
        Self::of(&mut builder)
            .unwrap_or_else(|error| panic!("cannot start the executor's event loop: {error}"))
    }

    /// Builds one.
    pub(crate) fn of(builder: &mut Builder) -> io::Result<Self> {
        let runtime = builder.build()?;
        Ok(Self {
            handle: runtime.handle().clone(),
            runtime: Some(runtime),
        })
    }

    #[inline]
    pub(crate) fn handle(&self) -> &Handle {
        &self.handle
    }

    pub(crate) fn block_on<F: Future>(&self, future: F) -> F::Output {
        let runtime = self.runtime.as_ref().expect("taken only by `drop`");
        runtime.block_on(future)
    }
}

impl Drop for OwnRuntime {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            // a plain drop waits, which panics in async code
            runtime.shutdown_background();
        }
    }
}
