//! What an executor is built with.

use std::any::TypeId;
use std::collections::HashMap;

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
    pub(crate) limits: HashMap<TypeId, usize>,
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
            limits: HashMap::new(),
            keeps_losses: false,
        }
    }
}
