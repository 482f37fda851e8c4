//! What an executor is built with.

use std::any::TypeId;

/// The most threads of a type of blocking calls, where nothing else is set; as in tokio.
const MAX_THREADS: usize = 512;

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
    limits: Vec<(TypeId, usize)>,
    /// Whether lost failures are kept, for a test to list.
    pub(crate) keeps_losses: bool,
}

/// As of the global executor, where nothing is set.
impl Default for Config {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self {
            worker_threads: cores,
            max_threads: MAX_THREADS,
            cores,
            limits: Vec::new(),
            keeps_losses: false,
        }
    }
}

impl Config {
    /// Gives a task type another limit than the declared one.
    pub(crate) fn set_limit(&mut self, ty: TypeId, limit: usize) {
        self.limits.push((ty, limit));
    }

    /// The limit that was given to a task type last, if any was.
    pub(crate) fn limit(&self, ty: TypeId) -> Option<usize> {
        let set = self.limits.iter().rev().find(|(of, _)| *of == ty);
        set.map(|(_, limit)| *limit)
    }
}
