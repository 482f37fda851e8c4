//! Looks for a wake-up for a short while before the thread parks.
//!
//! To park and to be unparked costs microseconds on both sides, so an answer that is near is cheaper looked for. To look for as long
//! as a park costs is at most twice the best that could be done (Karlin et al., "Competitive randomized algorithms for nonuniform
//! problems", 1990). First the thread gives way some times: whoever is to answer, or a worker of tokio, may wait for this very core.
//! Then it looks without giving way, for an answer from another core.
//!
//! A way that was in vain, or that gave the core away for long, is passed over in the waits that follow, twice as many each time.
//! Never do so many threads look that they leave no core free. So long waits cost next to nothing more, and a thread that waits
//! uses no CPU but in the first microseconds.

use std::cell::Cell;
use std::num::NonZero;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, LocalKey};
use std::time::{Duration, Instant};

/// So often a thread gives way; each takes about half a microsecond where nobody else wants the core.
const YIELDS: u32 = 8;
/// A core that was given away for longer went to somebody else than who is to answer.
const GIVEN_AWAY: Duration = Duration::from_micros(50);
/// So long a thread looks without giving way. With the yields it makes about what a park and an unpark cost.
const PATIENCE: Duration = Duration::from_micros(4);

/// After attempts in vain, so many waits pass without one at most.
const SHORT: u16 = 15;
/// The same after the core was given away.
const LONG: u16 = 4095;

/// How many threads look just now.
static LOOKING: AtomicUsize = AtomicUsize::new(0);

thread_local! {
    static GIVING_WAY: Luck = const { Luck::new() };
    static GIVING_WAY_BRIEFLY: Luck = const { Luck::new() };
    static LOOKS: Luck = const { Luck::new() };
}

/// So often a caller looks for a short answer before it gives way: it may share its core with the thread that is to answer.
const AT_ONCE: u32 = 8;

/// Waits for what may be there in a microsecond or two, on a thread that must not park; whether it was.
pub(crate) fn briefly(is_over: impl Fn() -> bool) -> bool {
    for _ in 0..AT_ONCE {
        if is_over() {
            return true;
        }
        std::hint::spin_loop();
    }
    Luck::attempt(&GIVING_WAY_BRIEFLY, || give_way(&is_over))
}

/// Waits a short while for `is_over`; whether it was.
pub(super) fn until(is_over: impl Fn() -> bool) -> bool {
    Luck::attempt(&GIVING_WAY, || give_way(&is_over)) || Luck::attempt(&LOOKS, || look(&is_over))
}

fn give_way(is_over: &impl Fn() -> bool) -> Attempt {
    let start = Instant::now();
    let found = (0..YIELDS).any(|_| {
        thread::yield_now();
        is_over()
    });
    let skip_at_most = match start.elapsed() {
        time if time > GIVEN_AWAY => LONG,
        _ if found => 0,
        _ => SHORT,
    };
    Attempt {
        found,
        skip_at_most,
    }
}

fn look(is_over: &impl Fn() -> bool) -> Attempt {
    let found = Looking::one_more().is_some_and(|_looking| {
        let start = Instant::now();
        while !is_over() {
            std::hint::spin_loop();
            if start.elapsed() > PATIENCE {
                return false;
            }
        }
        true
    });
    Attempt {
        found,
        skip_at_most: if found { 0 } else { SHORT },
    }
}

/// What became of a try.
struct Attempt {
    /// It is over.
    found: bool,
    /// So many waits may pass without another.
    skip_at_most: u16,
}

/// How often a thread passes over one way of waiting.
struct Luck {
    /// So many waits from now on.
    left: Cell<u16>,
    /// So many after the last attempt.
    last: Cell<u16>,
}

impl Luck {
    const fn new() -> Self {
        Self {
            left: Cell::new(0),
            last: Cell::new(0),
        }
    }

    fn attempt(this: &'static LocalKey<Self>, attempt: impl FnOnce() -> Attempt) -> bool {
        let left = this.with(|luck| luck.left.get());
        if left > 0 {
            this.with(|luck| luck.left.set(left - 1));
            return false;
        }
        let Attempt {
            found,
            skip_at_most,
        } = attempt();
        this.with(|luck| {
            let next = (luck.last.get() * 2 + 1).min(skip_at_most);
            luck.last.set(next);
            luck.left.set(next);
        });
        found
    }
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
