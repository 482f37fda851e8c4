//! Reports of waits without progress.
//!
//! The waiting thread reports itself: its park ends when a report is due, the future is left alone, and the park goes on.
//! That needs no other thread and no registry, and the report is written in the caller's `tracing` span.

use std::any::Any;
use std::panic::resume_unwind;
use std::time::{Duration, Instant};

use tokio::runtime::Handle;

use super::clock;
use super::crowded::Look;
use super::runtime::{Outcome, Probe};
use super::wait::{Picture, Quiet, Wait};
use crate::frame::stack;
use crate::report;
use crate::site::Site;
use crate::watch;

/// The cause is not known.
pub(super) const UNKNOWN: &str = "nothing has woken it since";
const SHUT_DOWN: &str =
    "the runtime it waits in has shut down: a task, timer or socket of that runtime cannot go on";
const NO_THREAD: &str = "no thread of the runtime it waits in is free: they are blocked, or wait in \
    `await_async` themselves; a runtime of yours may need more `max_blocking_threads`";
const PAUSED: &str = "the clock of the runtime it waits in is paused, and `spawn_blocking` keeps it so: \
    run the sync function under `invoke`, which lets the clock go on while it waits";

/// What tokio's timers and sockets panic with.
const OF_TOKIO: &str = "it is being shutdown";

/// What a wait that cannot end fails with.
pub(super) fn cannot_go_on(site: Site, cause: &str) -> String {
    format!(
        "`await_async` of {site} cannot go on: {cause}, so nothing can be awaited in it; await before \
         it shuts down, or elsewhere"
    )
}

/// When a wait is reported, and to whom.
#[derive(Clone, Copy)]
pub(super) struct Reporting {
    pub(super) first: Duration,
    pub(super) every: Duration,
    pub(super) report: fn(Site, Duration, &str),
}

#[cfg(test)]
thread_local! {
    /// What a test wants on its thread.
    pub(super) static TUNED: std::cell::Cell<Reporting> =
        const { std::cell::Cell::new(Reporting::after(watch::FIRST)) };
}

impl Reporting {
    const fn after(first: Duration) -> Self {
        Self {
            first,
            every: first.saturating_mul(watch::AGAIN),
            report: report::stalled,
        }
    }

    fn here() -> Self {
        #[cfg(test)]
        return TUNED
            .try_with(std::cell::Cell::get)
            .unwrap_or(Self::after(watch::FIRST));
        // where it is switched off, no thread parks long enough
        #[cfg(not(test))]
        Self::after(watch::stalled_after().unwrap_or(Duration::MAX))
    }
}

pub(super) fn report_now(site: Site, waited: Duration, why: &str) {
    (Reporting::here().report)(site, waited, why);
}

/// What a report of this wait says.
pub(super) struct Stall<'a> {
    wait: &'a Wait<'a>,
    /// The runtime whose threads must go on for the wait to end.
    runtime: Option<&'a Handle>,
    /// The cause, as far as it is known before.
    why: &'static str,
}

impl<'a> Stall<'a> {
    #[inline]
    pub(super) fn new(wait: &'a Wait<'a>, runtime: Option<&'a Handle>, why: &'static str) -> Self {
        Self { wait, runtime, why }
    }

    /// Passes on a panic of the future. Where it was tokio's, since the runtime is shutting down, it is one that names the
    /// cause and the remedy.
    pub(super) fn panicked(&self, payload: Box<dyn Any + Send>) -> ! {
        let text = payload.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| payload.downcast_ref::<&str>().copied());
        if text.is_some_and(|text| text.contains(OF_TOKIO)) {
            panic!(
                "{}",
                cannot_go_on(
                    self.wait.site,
                    "the tokio runtime it waits in has shut down"
                )
            );
        }
        resume_unwind(payload)
    }

    fn waits_for_paused_clock(&self) -> bool {
        self.runtime.is_some_and(clock::is_paused) && clock::kept_here().is_empty()
    }

    pub(super) fn watch(&self) -> Watch<'_> {
        let reporting = Reporting::here();
        Watch {
            stall: self,
            reporting,
            start: Instant::now(),
            due: reporting.first / 8,
            stage: Stage::Fresh,
            seen: None,
        }
    }
}

/// Whether this is the thread of a sync `main` in a program that waits for the signal that ends it: what `main` waits for comes
/// from outside, and lasts as long as the program.
fn is_main_of_a_server() -> bool {
    watch::serves_here() && stack::task_here().is_none()
}

/// One wait, from one wake-up to the next.
///
/// What it waits for is looked at early, so that the look before a report tells whether it has moved. Half-way to the first report
/// the runtime is looked at, so that the report can tell.
pub(super) struct Watch<'a> {
    stall: &'a Stall<'a>,
    reporting: Reporting,
    /// Nothing is known to have moved since.
    start: Instant,
    due: Duration,
    stage: Stage,
    seen: Option<Seen<'a>>,
}

enum Stage {
    Fresh,
    Quiet,
    Suspicious(Option<Probe>),
}

/// What the wait leads to, as it was last seen.
struct Seen<'a> {
    wait: &'a Wait<'a>,
    picture: Picture,
    _quiet: Quiet,
}

impl<'a> Seen<'a> {
    fn first(wait: &'a Wait<'a>) -> Self {
        let quiet = wait.is_quiet(stack::task_here());
        Self {
            wait,
            picture: wait.look(),
            _quiet: quiet,
        }
    }

    /// Whether anything has moved since the last look.
    fn has_moved(&mut self) -> bool {
        let before = std::mem::replace(&mut self.picture, self.wait.look());
        self.picture.has_moved_since(&before)
    }
}

impl Watch<'_> {
    /// How long to park first.
    pub(super) fn first_look(&self) -> Duration {
        self.due
    }

    /// Reports, if a report is due; how long to park then.
    pub(super) fn tick(&mut self) -> Duration {
        let waited = self.start.elapsed();
        if waited < self.due {
            return self.due - waited;
        }
        self.look(waited);
        self.due.saturating_sub(self.start.elapsed())
    }

    fn look(&mut self, waited: Duration) {
        let Some(_look) = Look::begin() else {
            self.due = waited + self.reporting.first / 8;
            return;
        };
        match &self.stage {
            Stage::Fresh => {
                self.seen = Some(Seen::first(self.stall.wait));
                self.stage = Stage::Quiet;
                self.due = self.reporting.first / 2;
            }
            Stage::Quiet => {
                self.stage = Stage::Suspicious(self.stall.runtime.map(Probe::send));
                self.due = self.reporting.first;
            }
            Stage::Suspicious(_) if self.seen.as_mut().is_some_and(Seen::has_moved) => {
                self.start = Instant::now();
                self.stage = Stage::Quiet;
                self.due = self.reporting.first / 2;
            }
            Stage::Suspicious(probe) => {
                let why = self.why(probe.as_ref());
                if why != UNKNOWN || !is_main_of_a_server() {
                    (self.reporting.report)(self.stall.wait.site, waited, why);
                }
                self.due += self.reporting.every;
            }
        }
    }

    fn why(&self, probe: Option<&Probe>) -> &'static str {
        match probe.map(Probe::outcome) {
            Some(Some(Outcome::Dropped)) => SHUT_DOWN,
            Some(None) => NO_THREAD,
            Some(Some(Outcome::Ran)) if self.stall.waits_for_paused_clock() => PAUSED,
            Some(Some(Outcome::Ran)) | None => self.stall.why,
        }
    }
}
