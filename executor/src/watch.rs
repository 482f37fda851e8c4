//! In debug builds: reports a task that holds the event loop.
//!
//! A poll that takes longer than 100 ms keeps all other tasks of its thread waiting: it blocks or computes where it should
//! `invoke`. In release builds all of this is empty.

#[cfg(debug_assertions)]
pub(crate) use self::on::{off_event_loop, poll};

#[cfg(not(debug_assertions))]
pub(crate) use self::off::{off_event_loop, poll};

#[cfg(debug_assertions)]
mod on {
    use std::cell::Cell;
    use std::marker::PhantomData;
    use std::time::{Duration, Instant};

    use crate::site::Site;

    const TOO_LONG: Duration = Duration::from_millis(100);

    thread_local! {
        /// How much of the time on this thread was not spent on the event loop, so far.
        static OFF: Cell<Duration> = const { Cell::new(Duration::ZERO) };
    }

    fn off() -> Duration {
        OFF.try_with(Cell::get).unwrap_or_default()
    }

    /// Watches one poll of the task from `site`, until the guard is dropped.
    pub(crate) fn poll(site: Site) -> Poll {
        Poll {
            site,
            start: Instant::now(),
            off_before: off(),
            not_send: PhantomData,
        }
    }

    #[must_use = "the poll is watched until this is dropped"]
    pub(crate) struct Poll {
        site: Site,
        start: Instant,
        off_before: Duration,
        not_send: PhantomData<*const ()>,
    }

    impl Drop for Poll {
        fn drop(&mut self) {
            let off = off().saturating_sub(self.off_before);
            let held = self.start.elapsed().saturating_sub(off);
            if held > TOO_LONG {
                report(self.site, held);
            }
        }
    }

    #[cfg(not(test))]
    use crate::report::held_event_loop as report;

    #[cfg(test)]
    fn report(site: Site, held: Duration) {
        super::tests::HELD.with_borrow_mut(|reports| reports.push((site, held)));
    }

    /// Says that this thread has handed its event loop to another, until the guard is dropped.
    pub(crate) fn off_event_loop() -> OffEventLoop {
        OffEventLoop {
            start: Instant::now(),
            off_before: off(),
            not_send: PhantomData,
        }
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
}

#[cfg(not(debug_assertions))]
mod off {
    use crate::site::Site;

    /// Not watched in release builds.
    pub(crate) struct Unwatched;

    #[inline(always)]
    pub(crate) fn poll(_site: Site) -> Unwatched {
        Unwatched
    }

    #[inline(always)]
    pub(crate) fn off_event_loop() -> Unwatched {
        Unwatched
    }
}

#[cfg(all(test, debug_assertions))]
mod tests {
    use std::cell::RefCell;
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
}
