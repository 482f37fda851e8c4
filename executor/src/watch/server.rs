//! Whether `main` waits for as long as the program lives: in a server, whose end comes from outside.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, ThreadId};

/// The thread of a sync `main`.
static MAIN: OnceLock<ThreadId> = OnceLock::new();

/// Whether the program waits for the signal that ends it. Relaxed: it orders nothing.
static SERVES: AtomicBool = AtomicBool::new(false);

/// Says that a sync `main` runs on this thread.
#[cfg(feature = "signal")]
pub(crate) fn main_is_here() {
    let _ = MAIN.set(thread::current().id());
}

/// Says that the program waits for the signal that ends it.
#[cfg(feature = "signal")]
pub(crate) fn serves() {
    SERVES.store(true, Ordering::Relaxed);
}

/// Whether the program waits for the signal that ends it, and this is the thread of its sync `main`.
pub(crate) fn serves_here() -> bool {
    SERVES.load(Ordering::Relaxed) && MAIN.get() == Some(&thread::current().id())
}
