//! Drives a future on this thread, wherever that is.
//!
//! | this thread | what happens |
//! |---|---|
//! | a plain one | it parks; the executor's own runtime is entered for timers and the like |
//! | knows a runtime that others drive (blocking threads, the root of a multi-thread runtime, our pools) | it parks |
//! | a worker of a multi-thread runtime | the other tasks move to another thread, then it parks |
//! | drives a current-thread runtime itself | it parks; our runtime is entered, since the other stands still |
//! | has entered a runtime that nobody drives | it parks; our runtime is entered instead |
//! | has entered a runtime that has shut down | panics; while unwinding it reports, and uses ours |
//!
//! [`place`] tells them apart by public behaviour of tokio, without panics as probes. Nothing here polls by the clock: a
//! future is polled when it was woken, and only then.

mod clock;
mod drive;
mod hand_off;
mod marker;
mod place;
mod runtime;
mod stall;
#[cfg(all(test, not(shuttle)))]
mod tests;

use std::future::Future;
use std::thread;
use std::time::Duration;

use tokio::runtime::Handle;

pub(crate) use self::clock::{ClockKeeper, keep_clock_of};
use self::hand_off::hand_off;
use self::place::Place;
use self::runtime::Look;
use self::stall::Stall;
use crate::engine::Engine;
use crate::progress::Awaited;
use crate::site::Site;

const UNKNOWN: &str = "nothing has woken it since";
const STANDS_STILL: &str = "this thread drives a current-thread runtime, which stands still \
    meanwhile: a task, timer or socket of that runtime cannot go on, nor a `yield_now` within \
    `FuturesUnordered` and the like; call it from a sync function that runs under `invoke`, or use a \
    multi-thread runtime";
const UNDRIVEN: &str = "nobody drives the runtime that is entered here: a task, timer or socket of \
    that runtime cannot go on; drive it with `Runtime::block_on`, or do not enter it";

/// Blocks this thread until `future` is done.
///
/// # Panics
///
/// If the runtime that is entered here has shut down, and the thread is not unwinding.
pub(crate) fn block_on<F: Future>(
    engine: &Engine,
    awaited: &Awaited<'_>,
    site: Site,
    future: F,
) -> F::Output {
    let awaited = Some(awaited);
    block_on_with(&|| engine.own_handle(), Wait { site, awaited }, future)
}

/// A wait, as reports of it see it.
#[derive(Clone, Copy)]
struct Wait<'a> {
    site: Site,
    /// What it waits for, so far as that is known.
    awaited: Option<&'a Awaited<'a>>,
}

/// Starts the executor's runtime where it is not running, and gives it.
type Own<'a> = &'a dyn Fn() -> Handle;

fn block_on_with<F: Future>(own: Own<'_>, wait: Wait<'_>, future: F) -> F::Output {
    match Place::here() {
        Place::Worker => {
            let stall = Stall::new(wait, Handle::try_current().ok(), UNKNOWN);
            hand_off(|handed_off| drive::drive(future, &stall, !handed_off))
        }
        Place::DrivesRuntime { runtime } => {
            let _stands_still = place::stands_still(runtime.as_ref());
            let ours = runtime.map(|_| own_runtime(own, wait.site));
            let _entered = ours.as_ref().map(Handle::enter);
            drive::drive(future, &Stall::new(wait, ours.clone(), STANDS_STILL), true)
        }
        Place::Free {
            runtime: Some(runtime),
        } => match runtime::look(&runtime) {
            Look::Driven => drive::drive(future, &Stall::new(wait, Some(runtime), UNKNOWN), false),
            Look::Undriven => drive_on_own(own, wait, future, UNDRIVEN),
            Look::ShutDown => {
                fail(
                    wait.site,
                    "the tokio runtime that is entered here has shut down",
                );
                drive_on_own(own, wait, future, UNKNOWN)
            }
        },
        Place::Free { runtime: None } => drive_on_own(own, wait, future, UNKNOWN),
        Place::Dying => drive::drive(future, &Stall::new(wait, None, UNKNOWN), false),
    }
}

/// Calls `f` on this thread, on purpose: a worker of a multi-thread runtime first gives its other tasks to another thread.
pub(crate) fn block_in_place<R>(f: impl FnOnce() -> R) -> R {
    match Place::here() {
        Place::Worker => hand_off(|_| f()),
        _ => f(),
    }
}

fn drive_on_own<F: Future>(
    own: Own<'_>,
    wait: Wait<'_>,
    future: F,
    why: &'static str,
) -> F::Output {
    let ours = own_runtime(own, wait.site);
    let _entered = ours.enter();
    drive::drive(future, &Stall::new(wait, Some(ours.clone()), why), false)
}

/// The executor's runtime, or, where it has shut down and the thread is unwinding, one for that case.
fn own_runtime(own: Own<'_>, site: Site) -> Handle {
    let ours = own();
    if runtime::look(&ours) != Look::ShutDown {
        return ours;
    }
    fail(site, "the executor has shut down");
    runtime::last_resort().unwrap_or(ours)
}

/// Panics; while unwinding, where that would abort the program, it reports.
fn fail(site: Site, cause: &str) {
    let message = stall::cannot_go_on(site, cause);
    if thread::panicking() {
        stall::report_now(site, Duration::ZERO, &message);
    } else {
        panic!("{message}");
    }
}
