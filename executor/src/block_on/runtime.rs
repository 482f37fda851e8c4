//! Whether a runtime is driven, told by a probe: a task that says that it ran, or that it was dropped.

use std::cell::Cell;
use std::thread;
use std::time::{Duration, Instant};

use tokio::runtime::{Handle, Id};

use super::place;
use crate::housekeeping::start_task;
use crate::sync::{Latch, StaticMutex};

/// How long a current-thread runtime may take to run the probe.
const PATIENCE: Duration = Duration::from_millis(100);
/// How long a multi-thread runtime may take: one that shuts down drops the probe soon, one that is busy is driven.
const WORKERS_PATIENCE: Duration = Duration::from_millis(2);
/// How long a runtime that was seen to be driven is believed to be.
const BELIEVED: Duration = Duration::from_millis(100);

thread_local! {
    /// The runtime that this thread last saw driven, and when.
    static DRIVEN: Cell<Option<(Id, Instant)>> = const { Cell::new(None) };
}

/// Probes that current-thread runtimes have not run yet. A runtime with an old one here is not waited for again.
static OUTSTANDING: StaticMutex<Vec<Outstanding>> = StaticMutex::new(Vec::new());

struct Outstanding {
    runtime: Id,
    probe: Probe,
    sent: Instant,
}

/// What a runtime looks like from outside.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Look {
    Driven,
    Undriven,
    ShutDown,
}

/// Looks whether somebody drives `runtime`. It may take 100 ms to find that nobody does.
pub(super) fn look(runtime: &Handle) -> Look {
    let id = runtime.id();
    let current_thread = place::is_current_thread(runtime);
    if current_thread && place::is_standing_still(id) {
        return Look::Undriven;
    }
    // While unwinding a mistake would abort the program.
    if !thread::panicking() && seen_driven(id) {
        return Look::Driven;
    }
    let look = if current_thread {
        look_at_current_thread(runtime)
    } else {
        look_at_workers(runtime)
    };
    if look == Look::Driven {
        let _ = DRIVEN.try_with(|driven| driven.set(Some((id, Instant::now()))));
    }
    look
}

fn seen_driven(runtime: Id) -> bool {
    let seen = DRIVEN.try_with(Cell::get).ok().flatten();
    seen.is_some_and(|(id, when)| id == runtime && when.elapsed() < BELIEVED)
}

/// Workers always drive their runtime, until it shuts down.
fn look_at_workers(runtime: &Handle) -> Look {
    let patience = if thread::panicking() {
        PATIENCE
    } else {
        WORKERS_PATIENCE
    };
    match Probe::send(runtime).wait(patience) {
        Some(Outcome::Dropped) => Look::ShutDown,
        Some(Outcome::Ran) | None => Look::Driven,
    }
}

fn look_at_current_thread(runtime: &Handle) -> Look {
    let (probe, sent) = outstanding(runtime);
    let left = PATIENCE.saturating_sub(sent.elapsed());
    match probe.wait(left) {
        Some(Outcome::Ran) => Look::Driven,
        Some(Outcome::Dropped) => Look::ShutDown,
        None => Look::Undriven,
    }
}

/// The probe that is under way for `runtime`, or a new one.
fn outstanding(runtime: &Handle) -> (Probe, Instant) {
    let id = runtime.id();
    let mut outstanding = OUTSTANDING.lock();
    outstanding.retain(|sent| sent.probe.outcome().is_none());
    if let Some(found) = outstanding.iter().find(|sent| sent.runtime == id) {
        return (found.probe.clone(), found.sent);
    }
    let (probe, sent) = (Probe::send(runtime), Instant::now());
    outstanding.push(Outstanding {
        runtime: id,
        probe: probe.clone(),
        sent,
    });
    (probe, sent)
}

/// A task that was spawned to see what becomes of it.
#[derive(Clone)]
pub(super) struct Probe(Latch<Outcome>);

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Outcome {
    Ran,
    Dropped,
}

impl Probe {
    pub(super) fn send(runtime: &Handle) -> Self {
        let outcome = Latch::new();
        let messenger = outcome.set_on_drop(Outcome::Dropped);
        let task = async move { messenger.set(Outcome::Ran) };
        drop(start_task(runtime, Box::pin(task)));
        Self(outcome)
    }

    pub(super) fn outcome(&self) -> Option<Outcome> {
        self.0.get()
    }

    fn wait(&self, timeout: Duration) -> Option<Outcome> {
        self.0.wait(timeout)
    }
}
