//! How far a function is on its way to another thread.
//!
//! ```text
//! Fresh ─begin─▶ Waiting (for a permit) ─queue─▶ Queued (for a thread) ─take─▶ Gone (runs, or has run, or never will)
//!   │                └─────────────────take──────────────┴▲─────────────────────▶┘
//!   └──────────────────────queue_fresh────────────────────┘
//! ```
//!
//! Whoever takes the function out of its stage runs it or drops it. Nothing of the user's, and nothing of another lock, is
//! touched under the lock of the stage.

use tokio::runtime::Handle;

use crate::block_on::ClockKeeper;
use crate::permit::{Acquire, Permit};
use crate::sync::Mutex;
use crate::times::{Lap, Stopwatch};
use crate::trace::Span;

/// The stage, behind its lock.
pub(super) struct Stage<F>(Mutex<Now<F>>);

/// The stage at one moment.
enum Now<F> {
    /// Nobody has asked for it yet.
    Fresh(F),
    /// Waits for a permit. `acquire` is out while somebody looks at it; `woken` asks for another look.
    Waiting { load: Load<F>, wait: Box<Wait> },
    /// Waits for a thread.
    Queued(Queued<F>),
    /// It runs, or has run, or never will.
    Gone,
}

/// The wait for a permit.
struct Wait {
    /// Its caller's, for the thread that it will run on.
    runtime: Option<Handle>,
    acquire: Option<Acquire>,
    woken: bool,
}

/// The function, and what of its caller it runs with. Kept small: each line of the cache that it takes travels to another core.
pub(super) struct Load<F> {
    pub(super) function: F,
    /// None where its caller is in no span.
    pub(super) span: Option<Box<Span>>,
    /// Since it was sent off.
    pub(super) stopwatch: Stopwatch,
}

/// A function that has all it needs but a thread.
pub(super) struct Queued<F> {
    pub(super) load: Load<F>,
    /// None where its type has no limit.
    pub(super) permit: Option<Box<Permit>>,
    pub(super) clock: ClockKeeper,
}

impl<F> Load<F> {
    /// With the span of the calling code.
    pub(super) fn here(function: F, stopwatch: Stopwatch) -> Self {
        let span = Span::current();
        Self {
            function,
            span: (!span.is_none()).then(|| Box::new(span)),
            stopwatch,
        }
    }
}

/// What was taken out of its stage, to be dropped.
pub(super) struct Taken<F>(Now<F>);

impl<F> Taken<F> {
    /// How long it has waited.
    pub(super) fn waited(&mut self) -> Lap {
        match &mut self.0 {
            Now::Waiting { load, .. } | Now::Queued(Queued { load, .. }) => load.stopwatch.lap(),
            Now::Fresh(_) | Now::Gone => Lap::NONE,
        }
    }
}

impl<F> Stage<F> {
    pub(super) fn new(function: F) -> Self {
        Self(Mutex::new(Now::Fresh(function)))
    }

    /// The function is sent off, and waits for its permit; false where it was stopped before.
    pub(super) fn begin(
        &self,
        stopwatch: Stopwatch,
        acquire: Acquire,
        runtime: Option<Handle>,
    ) -> bool {
        let mut now = self.0.lock();
        match std::mem::replace(&mut *now, Now::Gone) {
            Now::Fresh(function) => {
                let load = Load::here(function, stopwatch);
                let wait = Box::new(Wait {
                    runtime,
                    acquire: Some(acquire),
                    woken: false,
                });
                *now = Now::Waiting { load, wait };
                true
            }
            _ => false,
        }
    }

    /// The function is sent off, and waits for a thread at once; false where it was stopped before.
    pub(super) fn queue_fresh(&self, stopwatch: Stopwatch, clock: ClockKeeper) -> bool {
        let mut now = self.0.lock();
        match std::mem::replace(&mut *now, Now::Gone) {
            Now::Fresh(function) => {
                *now = Now::Queued(Queued {
                    load: Load::here(function, stopwatch),
                    permit: None,
                    clock,
                });
                true
            }
            _ => {
                // a drop wakes others: after the lock
                drop(now);
                drop(clock);
                false
            }
        }
    }

    /// Takes the wait for the permit out, to look at it. Where it is out already, who has it is to look again.
    pub(super) fn take_acquire(&self) -> Option<Acquire> {
        match &mut *self.0.lock() {
            Now::Waiting { wait, .. } => {
                let taken = wait.acquire.take();
                wait.woken = taken.is_none();
                taken
            }
            _ => None,
        }
    }

    /// Puts the wait for the permit back; whether it is to be looked at again. It is dropped where the function was stopped
    /// meanwhile.
    #[must_use]
    pub(super) fn put_back(&self, acquire: Acquire) -> bool {
        let mut now = self.0.lock();
        if let Now::Waiting { wait, .. } = &mut *now {
            wait.acquire = Some(acquire);
            return std::mem::take(&mut wait.woken);
        }
        // a drop wakes others: after the lock
        drop(now);
        drop(acquire);
        false
    }

    /// Takes out the runtime of the caller of a function that waits for its permit, to send it to a thread; `None` where it was
    /// stopped.
    pub(super) fn take_runtime(&self) -> Option<Option<Handle>> {
        match &mut *self.0.lock() {
            Now::Waiting { wait, .. } => Some(wait.runtime.take()),
            _ => None,
        }
    }

    /// The function waits for a thread from now on; false where it was stopped meanwhile.
    pub(super) fn queue(&self, permit: Option<Permit>, clock: ClockKeeper) -> bool {
        let mut now = self.0.lock();
        match std::mem::replace(&mut *now, Now::Gone) {
            Now::Waiting { load, wait } => {
                *now = Now::Queued(Queued {
                    load,
                    permit: permit.map(Box::new),
                    clock,
                });
                drop(now);
                drop(wait);
                true
            }
            _ => {
                // a drop wakes others: after the lock
                drop(now);
                drop((permit, clock));
                false
            }
        }
    }

    /// Takes the function from the queue, to run it; `None` where it was stopped.
    pub(super) fn take_queued(&self) -> Option<Queued<F>> {
        match std::mem::replace(&mut *self.0.lock(), Now::Gone) {
            Now::Queued(queued) => Some(queued),
            _ => None,
        }
    }

    /// Takes the function from where it waits; `None` where it runs already, or has run.
    pub(super) fn take(&self) -> Option<Taken<F>> {
        let taken = std::mem::replace(&mut *self.0.lock(), Now::Gone);
        (!matches!(taken, Now::Gone)).then_some(Taken(taken))
    }

    /// Whether it runs, has run or never will.
    pub(super) fn is_gone(&self) -> bool {
        matches!(*self.0.lock(), Now::Gone)
    }
}
