//! Which shard of a sharded table a thread uses, so that threads seldom meet in one.

use std::cell::Cell;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many shards such tables have.
pub(crate) const SHARDS: usize = 8;

/// The shard of this thread.
#[inline]
pub(crate) fn own() -> usize {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    thread_local! {
        static OWN: Cell<usize> = const { Cell::new(usize::MAX) };
    }
    OWN.try_with(|own| {
        if own.get() == usize::MAX {
            // Relaxed: any spread will do
            own.set(NEXT.fetch_add(1, Ordering::Relaxed) % SHARDS);
        }
        own.get()
    })
    .unwrap_or_default()
}
