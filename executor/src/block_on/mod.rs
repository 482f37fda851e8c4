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
//!
//! A future that is ready at once on a plain thread costs little more than to enter the runtime: tokio counts its handle up and
//! down for that, which is most of it. It must be entered before the poll, since who polls cannot know what the future asks for.

mod clock;
mod crowded;
mod drive;
mod hand_off;
#[cfg(all(test, executor_loom))]
mod loom;
mod marker;
#[cfg(all(test, any(shuttle, executor_loom)))]
mod models;
mod parker;
mod place;
mod runtime;
#[cfg(all(test, shuttle))]
mod shuttle;
mod spin;
mod stall;
#[cfg(all(test, not(any(shuttle, executor_loom))))]
mod tests;
mod wait;

use std::future::Future;
use std::thread;
use std::time::Duration;

use tokio::runtime::Handle;

pub(crate) use self::clock::{ClockKeeper, keep_clock_of};
use self::hand_off::hand_off;
use self::place::Place;
use self::runtime::Look;
pub(crate) use self::spin::briefly as look_briefly;
use self::stall::{Stall, UNKNOWN};
use self::wait::Wait;
use crate::engine::Engine;
use crate::frame::here;
use crate::frame::stack::Blocks;
use crate::site::Site;

const STANDS_STILL: &str = "this thread drives a current-thread runtime, which stands still \
    meanwhile: a task, timer or socket of that runtime cannot go on, nor a `yield_now` within \
    `FuturesUnordered` and the like; call it from a sync function that runs under `invoke`, or use a \
    multi-thread runtime";
const UNDRIVEN: &str = "nobody drives the runtime that is entered here: a task, timer or socket of \
    that runtime cannot go on; drive it with `Runtime::block_on`, or do not enter it";

/// Blocks this thread, and all tasks beneath on its stack with it, until `future` is done.
///
/// # Panics
///
/// If the runtime that is entered here has shut down, and the thread is not unwinding.
#[inline]
pub(crate) fn block_on<F: Future>(engine: &Engine, site: Site, future: F) -> F::Output {
    let _blocks = Blocks::all();
    // Code that runs in no frame is given one, so that its waits are noted.
    let (waiter, _given) = here::current_or_given();
    let wait = Wait::new(engine, waiter, site);
    match Place::here() {
        Place::Plain => drive_on_own(&wait, future, UNKNOWN),
        place => block_in(place, &wait, future),
    }
}

fn block_in<F: Future>(place: Place, wait: &Wait<'_>, future: F) -> F::Output {
    match place {
        Place::Worker { runtime } => {
            let stall = Stall::new(wait, Some(&runtime), UNKNOWN);
            hand_off(|handed_off| drive::drive(future, &stall, !handed_off))
        }
        Place::DrivesRuntime { runtime } => {
            let _stands_still = place::stands_still(runtime.as_ref());
            let ours = runtime.map(|_| wait.engine().own_runtime());
            let _entered = ours.map(Handle::enter);
            drive::drive(future, &Stall::new(wait, ours, STANDS_STILL), true)
        }
        Place::Free { runtime } => match runtime::look(&runtime) {
            Look::Driven => drive::drive(future, &Stall::new(wait, Some(&runtime), UNKNOWN), false),
            Look::Undriven => drive_on_own(wait, future, UNDRIVEN),
            Look::ShutDown => {
                fail_shut_down(wait.site);
                drive_on_own(wait, future, UNKNOWN)
            }
        },
        Place::Plain => drive_on_own(wait, future, UNKNOWN),
        Place::Dying => drive::drive(future, &Stall::new(wait, None, UNKNOWN), false),
    }
}

/// Calls `f` on this thread, on purpose: a worker of a multi-thread runtime first gives its other tasks to another thread.
pub(crate) fn block_in_place<R>(f: impl FnOnce() -> R) -> R {
    match Place::here() {
        Place::Worker { .. } => hand_off(|_| f()),
        _ => f(),
    }
}

/// The executor's own runtime cannot have shut down: the executor is there.
#[inline]
fn drive_on_own<F: Future>(wait: &Wait<'_>, future: F, why: &'static str) -> F::Output {
    let ours = wait.engine().own_runtime();
    let _entered = ours.enter();
    drive::drive(future, &Stall::new(wait, Some(ours), why), false)
}

/// Panics; while unwinding, where that would abort the program, it reports.
fn fail_shut_down(site: Site) {
    let message = stall::cannot_go_on(site, "the tokio runtime that is entered here has shut down");
    if thread::panicking() {
        stall::report_now(site, Duration::ZERO, &message);
    } else {
        panic!("{message}");
    }
}
