//! How many threads look at the queue again without being asked.

use crossbeam_utils::CachePadded;

use crate::sync::atomic::{AtomicUsize, Ordering};

/// The count of the threads that *look*: that run jobs, or look for one, and have not been seen to be blocked.
///
/// It is sequentially consistent throughout, and so is the fence of each submission between its push and its look at this.
/// Whoever takes the last one off looks at the queue afterwards.
pub(super) struct Looking(CachePadded<AtomicUsize>);

impl Looking {
    pub(super) fn new() -> Self {
        Self(CachePadded::new(AtomicUsize::new(0)))
    }

    pub(super) fn is_nobody(&self) -> bool {
        self.count() == 0
    }

    pub(super) fn count(&self) -> usize {
        self.0.load(Ordering::SeqCst)
    }

    pub(super) fn add_one(&self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }

    pub(super) fn take_one(&self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}
