//! `main` on the global executor: run, and drain at the end, or after a signal.

use std::future::{Future, pending};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::process::Termination;

use super::drain::{drain, drain_here};
use super::event_loop::EventLoop;
use super::options::{Flavor, Options};
use super::signals::Signals;
use super::until::until;
use crate::context::{Context, InContext};
#[cfg(unix)]
use crate::dump;
use crate::engine::Engine;
use crate::watch;

/// Runs an async `main`, drains the global executor, and gives what `main` gave.
pub fn main_async<F: Future>(options: Options, main: F) -> F::Output {
    let flavor = options.flavor.unwrap_or(Flavor::MultiThread);
    let engine = Engine::global(|| options.builder(flavor).config());
    let event_loop = EventLoop::start(flavor, &engine);
    #[cfg(unix)]
    dump::signal::where_asked(&engine);
    let signals = Signals::watch(&engine, options.deadline());
    let result = event_loop.block_on(async {
        let main = InContext::new(main, Context::of_main(engine.clone()));
        let Some(result) = until(signals.end_the_process(), main).await else {
            // the thread of the signals ends the process; tasks may need this one until then
            signals.main_has_stopped();
            return pending().await;
        };
        signals.main_has_stopped();
        let rest = signals.rest_of(options.deadline());
        drain(&engine, rest, signals.is_told()).await;
        result
    });
    result.unwrap_or_else(|panic| resume_unwind(panic))
}

/// Runs a sync `main`, drains the global executor, and gives what `main` gave.
///
/// After a signal `main`, which cannot be stopped, has until the deadline to return.
pub fn main_sync<R: Termination>(options: Options, main: impl FnOnce() -> R) -> R {
    let engine = Engine::global(|| options.builder(Flavor::MultiThread).config());
    #[cfg(unix)]
    dump::signal::where_asked(&engine);
    let signals = Signals::watch(&engine, options.deadline());
    watch::main_is_here();
    let result = {
        let _main = Context::of_main(engine.clone()).enter();
        catch_unwind(AssertUnwindSafe(main))
    };
    if signals.are_to_end_the_process() {
        // prints the error that `main` gave, if any; a panic has been told already
        let _ = result.map(Termination::report);
        signals.main_has_stopped();
        signals.wait_for_end();
    }
    signals.main_has_stopped();
    drain_here(
        &engine,
        signals.rest_of(options.deadline()),
        signals.is_told(),
    );
    result.unwrap_or_else(|panic| resume_unwind(panic))
}
