//! How an executor is set up.

use std::any::TypeId;
use std::collections::HashMap;

use crate::executor::Executor;
use crate::task_type::{Limited, TaskType};

/// The most threads of a type of blocking calls, where nothing else is set; as in tokio.
const MAX_THREADS: usize = 512;

/// Sets up an [`Executor`].
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

/// What an executor was built with.
#[derive(Clone, Debug)]
pub(crate) struct Config {
    /// Threads of the executor's own event loop.
    pub(crate) worker_threads: usize,
    /// The most threads of a type of base `io`.
    pub(crate) max_threads: usize,
    /// The threads of a type of base `cpu`.
    pub(crate) cores: usize,
    /// Limits that differ from the declared ones.
    pub(crate) limits: HashMap<TypeId, usize>,
    /// Whether lost failures are kept, for a test to list.
    pub(crate) keeps_losses: bool,
}

impl Builder {
    pub(crate) fn new() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let config = Config {
            worker_threads: cores,
            max_threads: MAX_THREADS,
            cores,
            limits: HashMap::new(),
            keeps_losses: false,
        };
        Self { config }
    }

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

    /// Gives each type of blocking calls at most `threads` threads; 512 where it is not set. A thread that waits in
    /// `await_async` is not counted.
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
        self.config.limits.insert(TypeId::of::<T>(), limit);
        self
    }

    /// Keeps lost failures, for a test to list.
    pub(crate) fn keep_losses(mut self) -> Self {
        self.config.keeps_losses = true;
        self
    }

    /// Makes the executor. Its threads start when they are first needed.
    pub fn build(self) -> Executor {
        Executor::new(self.config)
    }
}
