//! What the process holds of the system: told by Linux, elsewhere not looked at.

/// What a process holds at one moment.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Level {
    memory: Option<u64>,
    threads: Option<usize>,
    files: Option<usize>,
}

/// More memory than that is a leak: the allocator's own caches are within it.
const SLACK: u64 = 24 << 20;

/// Threads that the pools of eight users start for a moment.
const THREADS: usize = 48;

/// The event loop of an own executor that ends just now has a few.
const FILES: usize = 24;

impl Level {
    pub(crate) fn now() -> Self {
        Self {
            memory: crate::common::resident_memory(),
            threads: crate::common::threads(),
            files: std::fs::read_dir("/proc/self/fd").map(Iterator::count).ok(),
        }
    }

    /// Fails where `end` is more than this.
    pub(crate) fn must_hold(&self, end: &Self) {
        if let (Some(before), Some(after)) = (self.memory, end.memory) {
            assert!(after < before + SLACK, "memory grew: {self:?}, {end:?}");
        }
        if let (Some(before), Some(after)) = (self.threads, end.threads) {
            assert!(after < before + THREADS, "threads grew: {self:?}, {end:?}");
        }
        if let (Some(before), Some(after)) = (self.files, end.files) {
            assert!(after < before + FILES, "files grew: {self:?}, {end:?}");
        }
    }
}
