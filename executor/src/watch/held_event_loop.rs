//! Reports a task that holds the event loop.
//!
//! A poll that takes longer than it may (100 ms in debug builds, see [`thresholds`](super::thresholds)) keeps all other tasks of its
//! thread waiting: it blocks or computes where it should `invoke`. Time in which the thread could have run and the machine ran
//! others does not count, where the system tells it (Linux). Where it is switched off, a poll costs one look at a static.

use std::cell::Cell;
use std::marker::PhantomData;
use std::time::{Duration, Instant};

use super::thresholds::held_after;
#[cfg(not(all(test, debug_assertions, not(any(shuttle, executor_loom)))))]
use crate::report::warnings::held_event_loop as report;
use crate::site::Site;

thread_local! {
    /// How much of the time on this thread was not spent on the event loop, so far.
    static OFF: Cell<Duration> = const { Cell::new(Duration::ZERO) };
}

fn off() -> Duration {
    OFF.try_with(Cell::get).unwrap_or_default()
}

/// Watches one poll of the task from `site`, until the guard is dropped.
#[inline]
pub(crate) fn poll(site: Site) -> Option<Poll> {
    held_after().map(|may_take| Poll::begin(site, may_take))
}

#[must_use = "the poll is watched until this is dropped"]
pub(crate) struct Poll {
    site: Site,
    may_take: Duration,
    start: Instant,
    off_before: Duration,
    kept_waiting_before: Duration,
    not_send: PhantomData<*const ()>,
}

impl Poll {
    fn begin(site: Site, may_take: Duration) -> Self {
        Self {
            site,
            may_take,
            start: Instant::now(),
            off_before: off(),
            kept_waiting_before: kept_waiting(),
            not_send: PhantomData,
        }
    }
}

impl Drop for Poll {
    fn drop(&mut self) {
        let off = off().saturating_sub(self.off_before);
        let held = self.start.elapsed().saturating_sub(off);
        // a panic's backtrace may take long: not the task's doing
        if held <= self.may_take || std::thread::panicking() {
            return;
        }
        let kept_waiting = kept_waiting().saturating_sub(self.kept_waiting_before);
        let held = held.saturating_sub(kept_waiting);
        if held > self.may_take {
            report(self.site, held);
        }
    }
}

/// How long this thread could have run while the machine ran others, so far.
#[cfg(target_os = "linux")]
fn kept_waiting() -> Duration {
    use std::fs::File;
    use std::os::unix::fs::FileExt;

    thread_local! {
        static SCHEDSTAT: Option<File> = File::open("/proc/thread-self/schedstat").ok();
    }

    /// The second of its numbers: nanoseconds on a run queue (`Documentation/scheduler/sched-stats.rst`).
    fn read(file: &File) -> Option<Duration> {
        let mut text = [0; 64];
        let length = file.read_at(&mut text, 0).ok()?;
        let text = std::str::from_utf8(&text[..length]).ok()?;
        let waited = text.split_ascii_whitespace().nth(1)?.parse();
        waited.ok().map(Duration::from_nanos)
    }

    let read = SCHEDSTAT.try_with(|file| file.as_ref().and_then(read));
    read.ok().flatten().unwrap_or_default()
}

/// Not told here.
#[cfg(not(target_os = "linux"))]
fn kept_waiting() -> Duration {
    Duration::ZERO
}

#[cfg(all(test, debug_assertions, not(any(shuttle, executor_loom))))]
fn report(site: Site, held: Duration) {
    tests::HELD.with_borrow_mut(|reports| reports.push((site, held)));
}

/// Says that this thread has handed its event loop to another, until the guard is dropped.
pub(crate) fn off_event_loop() -> Option<OffEventLoop> {
    held_after().map(|_| OffEventLoop {
        start: Instant::now(),
        off_before: off(),
        not_send: PhantomData,
    })
}

#[must_use = "the event loop counts as handed over until this is dropped"]
pub(crate) struct OffEventLoop {
    start: Instant,
    off_before: Duration,
    not_send: PhantomData<*const ()>,
}

impl Drop for OffEventLoop {
    fn drop(&mut self) {
        // From the value before: what was off within this span is part of it.
        let _ = OFF.try_with(|off| off.set(self.off_before + self.start.elapsed()));
    }
}

#[cfg(all(test, debug_assertions, not(any(shuttle, executor_loom))))]
mod tests {
    use std::cell::RefCell;
    use std::panic::{catch_unwind, resume_unwind};
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::thread::sleep;
    use std::time::Duration;

    use crate::site::Site;

    thread_local! {
        pub(super) static HELD: RefCell<Vec<(Site, Duration)>> = const { RefCell::new(Vec::new()) };
    }

    const LONG: Duration = Duration::from_millis(120);

    #[test]
    fn a_long_poll_is_reported_with_its_site() {
        let site = Site::here("slow");
        {
            let _watched = super::poll(site);
            sleep(LONG);
        }
        let reports = HELD.take();
        assert_eq!(reports.len(), 1);
        assert_eq!(reports[0].0, site);
        assert!(reports[0].1 >= LONG);
    }

    #[test]
    fn a_poll_that_panics_is_not_reported() {
        let poll = || {
            let _watched = super::poll(Site::here("panics"));
            sleep(LONG);
            resume_unwind(Box::new("on purpose"))
        };
        assert!(catch_unwind(poll).is_err());
        assert!(HELD.take().is_empty());
    }

    #[test]
    fn a_short_poll_is_not_reported() {
        drop(super::poll(Site::here("quick")));
        assert!(HELD.take().is_empty());
    }

    #[test]
    fn time_off_the_event_loop_is_not_held_against_the_poll() {
        {
            let _watched = super::poll(Site::here("blocks in place"));
            let _off = super::off_event_loop();
            let _nested = super::off_event_loop();
            sleep(LONG);
        }
        assert!(HELD.take().is_empty());
    }

    /// As much as a poll may, on a machine that has far more to do than it can.
    #[cfg(target_os = "linux")]
    #[test]
    fn time_in_which_the_machine_runs_others_is_not_held_against_the_poll() {
        let (end, has_ended) = (AtomicBool::new(false), Ordering::Relaxed);
        std::thread::scope(|scope| {
            let threads = 8 * std::thread::available_parallelism().map_or(1, usize::from);
            for _ in 0..threads {
                scope.spawn(|| {
                    while !end.load(has_ended) {
                        std::hint::spin_loop();
                    }
                });
            }
            let begin = on_cpu();
            {
                let _watched = super::poll(Site::here("quick"));
                while on_cpu() - begin < Duration::from_millis(50) {}
            }
            end.store(true, has_ended);
        });
        assert!(HELD.take().is_empty());
    }

    /// How long this thread has been on a CPU, so far.
    #[cfg(target_os = "linux")]
    fn on_cpu() -> Duration {
        let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
        let nanos = text.split(' ').next().unwrap();
        Duration::from_nanos(nanos.parse().unwrap())
    }
}
