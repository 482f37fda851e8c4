//! Looks for a wake-up for a short while before the thread parks.
//!
//! To park and to be unparked costs some microseconds on both sides, so an answer that is near is cheaper looked for. As long a look
//! as a park costs is at most twice the best that could be done (Karlin et al., "Competitive randomized algorithms for nonuniform
//! problems", 1990). It gives way to other threads all the time, so that a worker of tokio, or whoever is to answer, gets this core
//! if it needs one. A thread whose looks were in vain looks more seldom, and never more threads look than leave a core free.

use std::cell::Cell;
use std::num::NonZero;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// So often a thread looks without giving way: for an answer that is there already.
const LOOKS: u32 = 32;
/// So often it looks and gives way; each time takes about half a microsecond where nobody else wants the core.
const YIELDS: u32 = 24;
/// After looks in vain, at most so many waits pass without one.
const MOST_SKIPPED: u8 = 15;

/// How many threads look just now.
static LOOKING: AtomicUsize = AtomicUsize::new(0);

thread_local! {
    static LUCK: Cell<Luck> = const { Cell::new(Luck { skip: 0, skipped_last: 0 }) };
}

/// What became of the last looks of a thread.
#[derive(Clone, Copy)]
struct Luck {
    /// So many waits pass without a look from now on.
    skip: u8,
    /// So many were to pass after the last look.
    skipped_last: u8,
}

/// Looks whether `is_over` for a short while; whether it was.
pub(super) fn until(mut is_over: impl FnMut() -> bool) -> bool {
    let luck = LUCK.get();
    if luck.skip > 0 {
        LUCK.set(Luck {
            skip: luck.skip - 1,
            ..luck
        });
        return false;
    }
    let Some(_looking) = Looking::one_more() else {
        return false;
    };
    let found = look(&mut is_over);
    let skip = if found {
        0
    } else {
        (luck.skipped_last * 2 + 1).min(MOST_SKIPPED)
    };
    LUCK.set(Luck {
        skip,
        skipped_last: skip,
    });
    found
}

fn look(is_over: &mut impl FnMut() -> bool) -> bool {
    for _ in 0..LOOKS {
        if is_over() {
            return true;
        }
        std::hint::spin_loop();
    }
    for _ in 0..YIELDS {
        thread::yield_now();
        if is_over() {
            return true;
        }
    }
    false
}

/// Counts one thread that looks, until it is dropped.
struct Looking;

impl Looking {
    /// `None` where no other core is left for whom it waits for.
    fn one_more() -> Option<Self> {
        // Relaxed: a number to compare, which orders nothing.
        let before = LOOKING.fetch_add(1, Ordering::Relaxed);
        let looking = Self;
        (before + 1 < cores()).then_some(looking)
    }
}

impl Drop for Looking {
    fn drop(&mut self) {
        LOOKING.fetch_sub(1, Ordering::Relaxed);
    }
}

fn cores() -> usize {
    static CORES: OnceLock<usize> = OnceLock::new();
    *CORES.get_or_init(|| thread::available_parallelism().map_or(1, NonZero::get))
}
