//! How an executor is set up.

use std::any::TypeId;

use super::Executor;
use crate::engine::Engine;
use crate::settings::Config;
use crate::task_type::{Limited, TaskType};

/// Sets up an [`Executor`].
///
/// Its threads have the stack of any Rust thread: 2 MiB, or what the environment variable `RUST_MIN_STACK` sets. A stack overflow on one
/// ends the process, as in any Rust program, with the thread's name: `executor` for the event loop, `executor-io` for blocking calls.
///
/// # Examples
///
/// ```
/// let executor = executor::Executor::builder().worker_threads(2).max_threads(64).build();
/// assert_eq!(executor.await_async(async { 1 }), 1);
/// ```
#[derive(Clone, Debug)]
#[must_use = "an executor is made by `build()`"]
pub struct Builder {
    config: Config,
}

impl Executor {
    /// Sets up an own executor.
    pub fn builder() -> Builder {
        Builder {
            config: Config::default(),
        }
    }
}

impl Builder {
    /// Gives the executor's own event loop `threads` threads; the number of cores where it is not set.
    ///
    /// # Panics
    ///
    /// Panics if `threads` is 0.
    pub fn worker_threads(mut self, threads: usize) -> Self {
        assert!(threads > 0, "`worker_threads` must be at least 1");
        self.config.worker_threads = threads;
        self
    }

    /// Gives each type of blocking calls at most `threads` threads; 512 where it is not set, and never more than the type's limit.
    /// A thread that waits in `await_async` is not counted.
    ///
    /// # Panics
    ///
    /// Panics if `threads` is 0.
    pub fn max_threads(mut self, threads: usize) -> Self {
        assert!(threads > 0, "`max_threads` must be at least 1");
        self.config.max_threads = threads;
        self
    }

    /// Gives the task type another limit than the one it was declared with.
    ///
    /// # Panics
    ///
    /// Panics if `limit` is 0.
    pub fn limit<T: TaskType<Limit = Limited>>(mut self, _: T, limit: usize) -> Self {
        assert!(
            limit > 0,
            "the limit of `{}` must be at least 1",
            T::SETTINGS.name
        );
        self.config.set_limit(TypeId::of::<T>(), limit);
        self
    }

    /// What has been set.
    pub(crate) fn config(self) -> Config {
        self.config
    }

    /// Keeps lost failures, for a test to list.
    pub(crate) fn keep_losses(mut self) -> Self {
        self.config.keeps_losses = true;
        self
    }

    /// Makes the executor. Its threads start when they are first needed.
    pub fn build(self) -> Executor {
        Executor(Engine::new(self.config))
    }
}
