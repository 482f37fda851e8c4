//! The event loop of an executor's own.

use tokio::runtime::{Handle, Runtime};

use super::Config;

/// A tokio runtime that may be dropped anywhere.
pub(crate) struct OwnRuntime {
    handle: Handle,
    runtime: Option<Runtime>,
}

impl OwnRuntime {
    /// Starts it, on threads of its own.
    pub(crate) fn start(config: &Config) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(config.worker_threads)
            .thread_name("executor")
            .enable_all()
            .build();
        match runtime {
            Ok(runtime) => Self {
                handle: runtime.handle().clone(),
                runtime: Some(runtime),
            },
            Err(error) => panic!("cannot start the executor's event loop: {error}"),
        }
    }

    #[inline]
    pub(crate) fn handle(&self) -> &Handle {
        &self.handle
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
