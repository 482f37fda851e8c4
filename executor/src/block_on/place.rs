//! Where a thread stands.

use std::cell::Cell;
use std::marker::PhantomData;

use tokio::runtime::{Handle, Id, RuntimeFlavor};

use super::marker;
use crate::sync::StaticMutex;

thread_local! {
    /// Set while this thread drives a current-thread runtime and blocks in it. The runtime that is entered is then ours, of
    /// the other flavor, but what this thread holds is still the scheduler of the current-thread one.
    static IN_DRIVER: Cell<bool> = const { Cell::new(false) };
}

/// The current-thread runtimes whose driving thread blocks in one of our calls.
static STANDING_STILL: StaticMutex<Vec<Id>> = StaticMutex::new(Vec::new());

/// What blocking this thread would mean.
pub(super) enum Place {
    /// It is a worker of a multi-thread runtime: it must give its other tasks away first. `runtime` is entered here.
    Worker { runtime: Handle },
    /// It drives a current-thread runtime, which stands still meanwhile: `runtime`, unless another is entered over it.
    DrivesRuntime { runtime: Option<Handle> },
    /// Nothing depends on it. `runtime` is entered here.
    Free { runtime: Handle },
    /// Nothing depends on it, and no runtime is entered here.
    Plain,
    /// It is ending, and its thread-locals are gone: no runtime can be entered.
    Dying,
}

impl Place {
    #[inline]
    pub(super) fn here() -> Self {
        match Handle::try_current() {
            Ok(runtime) => Self::under(runtime),
            // Who holds a scheduler has entered its runtime, and at most another one over it.
            Err(error) if error.is_missing_context() => Self::Plain,
            Err(_) => Self::Dying,
        }
    }

    fn under(runtime: Handle) -> Self {
        if !marker::holds_scheduler() {
            return Self::Free { runtime };
        }
        if is_current_thread(&runtime) {
            return Self::DrivesRuntime {
                runtime: Some(runtime),
            };
        }
        if IN_DRIVER.get() {
            return Self::DrivesRuntime { runtime: None };
        }
        Self::Worker { runtime }
    }
}

pub(super) fn is_current_thread(runtime: &Handle) -> bool {
    matches!(runtime.runtime_flavor(), RuntimeFlavor::CurrentThread)
}

/// Whether the thread that drives this runtime is known to block in one of our calls.
pub(super) fn is_standing_still(runtime: Id) -> bool {
    STANDING_STILL.lock().contains(&runtime)
}

/// Says that this thread blocks although it drives `runtime`, until the guard is dropped.
pub(super) fn stands_still(runtime: Option<&Handle>) -> StandsStill {
    let runtime = runtime.map(Handle::id);
    STANDING_STILL.lock().extend(runtime);
    StandsStill {
        runtime,
        before: IN_DRIVER.replace(true),
        not_send: PhantomData,
    }
}

pub(super) struct StandsStill {
    runtime: Option<Id>,
    before: bool,
    not_send: PhantomData<*const ()>,
}

impl Drop for StandsStill {
    fn drop(&mut self) {
        IN_DRIVER.set(self.before);
        let Some(runtime) = self.runtime else { return };
        let mut standing_still = STANDING_STILL.lock();
        if let Some(found) = standing_still.iter().position(|&other| other == runtime) {
            standing_still.swap_remove(found);
        }
    }
}
