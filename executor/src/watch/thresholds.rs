//! What the watchers watch for: set by the program, or from outside by environment variables.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crate::report::warn;

/// Nanoseconds; nothing is reported where this is `OFF`.
const OFF: u64 = u64::MAX;

/// Not set yet: the environment tells, or else the default.
const UNSET: u64 = 0;

/// When a poll is reported. Relaxed, as the other: it orders nothing.
static HELD: Threshold = Threshold {
    nanoseconds: AtomicU64::new(UNSET),
    variable: "EXECUTOR_REPORT_HELD",
    default: if cfg!(debug_assertions) {
        Some(Duration::from_millis(100))
    } else {
        None
    },
};

/// When a wait is reported for the first time.
static STALLED: Threshold = Threshold {
    nanoseconds: AtomicU64::new(UNSET),
    variable: "EXECUTOR_REPORT_STALLED",
    default: Some(FIRST),
};

/// When a wait is reported where nothing is set.
pub(crate) const FIRST: Duration = Duration::from_secs(2);

/// A wait is reported again each time that so many times as long has passed.
pub(crate) const AGAIN: u32 = 5;

/// Reports each task that holds the event loop for longer than `after`, with its name, its place and how long; `None` switches this
/// off. For the whole process.
///
/// A task holds the event loop where one poll of it takes so long: it blocks or computes where it should [`invoke`](crate::invoke()),
/// and no other task of its thread can run. Time in which it blocks on purpose, in [`await_async`](crate::await_async()) on a
/// multi-thread runtime, does not count, nor, on Linux, does time in which the machine runs others. Watched are spawned tasks.
///
/// Where nothing is set, debug builds report after 100 ms, and release builds never, which costs them one look at a static for each
/// poll. The environment variable `EXECUTOR_REPORT_HELD` sets it from outside: `20ms`, `1s`, `off`.
///
/// # Examples
///
/// ```
/// use std::time::Duration;
///
/// executor::report_held_event_loop(Duration::from_millis(20));
/// executor::report_held_event_loop(None);
/// ```
pub fn report_held_event_loop(after: impl Into<Option<Duration>>) {
    HELD.set(after.into());
}

/// Reports each wait in [`await_async`](crate::await_async()) that nothing has moved on for `after`, and again after each five times
/// `after`, with its name, its place and the cause so far as it can be told; `None` switches this off. For the whole process, from
/// each thread's next wait on.
///
/// Where nothing is set, waits are reported after 2 s, and then every 10 s, in release builds too: it costs nothing before a thread
/// has parked. A program whose sync code waits for what may take longer, such as a command-line tool for a slow server, sets it to
/// more than that, or switches it off. The environment variable `EXECUTOR_REPORT_STALLED` sets it from outside: `500ms`, `10s`,
/// `off`.
///
/// A sync `main` that blocks for a server that nobody asks waits for as long as the program lives: once `shutdown_signal` has been
/// called, its wait is reported only where something is known to be wrong with it.
///
/// # Examples
///
/// ```
/// use std::time::Duration;
///
/// executor::report_stalled_waits(Duration::from_secs(10));
/// executor::report_stalled_waits(None);
/// ```
pub fn report_stalled_waits(after: impl Into<Option<Duration>>) {
    STALLED.set(after.into());
}

/// How long a poll may take before it is reported; `None`: as long as it likes.
#[inline]
pub(crate) fn held_after() -> Option<Duration> {
    HELD.get()
}

/// How long a wait may stand still before it is reported; `None`: as long as it likes. Tests of it set that on their thread.
#[cfg(not(test))]
pub(crate) fn stalled_after() -> Option<Duration> {
    STALLED.get()
}

struct Threshold {
    nanoseconds: AtomicU64,
    variable: &'static str,
    default: Option<Duration>,
}

impl Threshold {
    #[inline]
    fn get(&self) -> Option<Duration> {
        match self.nanoseconds.load(Ordering::Relaxed) {
            OFF => None,
            UNSET => self.begin(),
            nanoseconds => Some(Duration::from_nanos(nanoseconds)),
        }
    }

    fn set(&self, after: Option<Duration>) {
        self.nanoseconds.store(to_number(after), Ordering::Relaxed);
    }

    #[cold]
    fn begin(&self) -> Option<Duration> {
        let set = std::env::var(self.variable).ok();
        let after = match set.as_deref().map(parse) {
            Some(Some(after)) => after,
            Some(None) => {
                warn(format_args!(
                    "`{}` is neither a duration with its unit, like `20ms` or `1s`, nor `off`: it is ignored",
                    self.variable
                ));
                self.default
            }
            None => self.default,
        };
        // the program's own setting may have come meanwhile, and stays
        let _ = self.nanoseconds.compare_exchange(
            UNSET,
            to_number(after),
            Ordering::Relaxed,
            Ordering::Relaxed,
        );
        after
    }
}

/// Never `UNSET`.
fn to_number(after: Option<Duration>) -> u64 {
    let nanoseconds = |after: Duration| u64::try_from(after.as_nanos()).unwrap_or(OFF);
    after.map_or(OFF, nanoseconds).max(1)
}

/// A duration with its unit, or `off`.
fn parse(text: &str) -> Option<Option<Duration>> {
    let text = text.trim();
    if text == "off" {
        return Some(None);
    }
    let unit = text.find(|c: char| !c.is_ascii_digit())?;
    let number = text[..unit].parse().ok()?;
    match &text[unit..] {
        "ms" => Some(Some(Duration::from_millis(number))),
        "s" => Some(Some(Duration::from_secs(number))),
        _ => None,
    }
}

#[cfg(all(test, not(any(shuttle, executor_loom))))]
mod tests {
    use std::time::Duration;

    use super::parse;

    #[test]
    fn reads_durations_with_their_units() {
        assert_eq!(parse("20ms"), Some(Some(Duration::from_millis(20))));
        assert_eq!(parse(" 3s "), Some(Some(Duration::from_secs(3))));
        assert_eq!(parse("off"), Some(None));
        for mistake in ["", "20", "ms", "1h", "-1s"] {
            assert_eq!(parse(mistake), None, "{mistake}");
        }
    }
}
