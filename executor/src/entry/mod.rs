//! What `#[executor::main]` and `#[executor::test]` expand to: start an executor, run, drain.

mod drain;
mod event_loop;
mod options;
mod signals;

use std::future::{Future, pending, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::pin;
use std::process::Termination;
use std::sync::atomic::AtomicBool;
use std::task::Poll;

use self::drain::drain;
use self::event_loop::{EventLoop, pause_clock};
use self::options::Flavor;
pub use self::options::Options;
use self::signals::Signals;
pub(crate) use self::signals::shutdown_signal;
use crate::context::{Context, InContext};
#[cfg(unix)]
use crate::dump_signal;
use crate::engine::Engine;

/// Runs an async `main`, drains the global executor, and gives what `main` gave.
pub fn main_async<F: Future>(options: Options, main: F) -> F::Output {
    let flavor = options.flavor.unwrap_or(Flavor::MultiThread);
    let engine = Engine::global(|| options.builder(flavor).config());
    let event_loop = EventLoop::start(flavor, &engine);
    #[cfg(unix)]
    dump_signal::where_asked(&engine);
    let signals = Signals::watch(&engine, options.deadline());
    let result = event_loop.block_on(async {
        let main = InContext::new(main, of_main(&engine));
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
    dump_signal::where_asked(&engine);
    let signals = Signals::watch(&engine, options.deadline());
    let result = {
        let _main = of_main(&engine).enter();
        catch_unwind(AssertUnwindSafe(main))
    };
    if signals.are_to_end_the_process() {
        // prints the error that `main` gave, if any; a panic has been told already
        let _ = result.map(Termination::report);
        signals.main_has_stopped();
        signals.wait_for_end();
    }
    signals.main_has_stopped();
    let rest = signals.rest_of(options.deadline());
    let drained = drain(&engine, rest, signals.is_told());
    engine.own_handle().block_on(drained);
    result.unwrap_or_else(|panic| resume_unwind(panic))
}

/// The context of `main`: like work in flight, it may start what it needs while the executor drains.
fn of_main(engine: &Engine) -> Context {
    Context {
        engine: Some(engine.clone()),
        is_in_flight: true,
        ..Context::default()
    }
}

/// Runs an async test on an executor of its own, drains it, and panics where a failure was lost.
pub fn test_async<F: Future>(options: Options, test: F) -> F::Output {
    let flavor = options.flavor.unwrap_or(Flavor::CurrentThread);
    let engine = Engine::new(options.builder(flavor).keep_losses().config());
    let event_loop = EventLoop::start(flavor, &engine);
    let context = Context {
        engine: Some(engine.clone()),
        ..Context::default()
    };
    let result = event_loop.block_on(InContext::new(
        async {
            if options.start_paused {
                pause_clock();
            }
            let result = until(pending(), test).await.expect("nothing stops a test");
            drain(&engine, options.deadline(), &AtomicBool::new(false)).await;
            result
        },
        context,
    ));
    drop(event_loop);
    end_test(&engine, result)
}

/// Runs a sync test on an executor of its own, drains it, and panics where a failure was lost.
pub fn test_sync<R>(options: Options, test: impl FnOnce() -> R) -> R {
    let engine = Engine::new(options.builder(Flavor::MultiThread).keep_losses().config());
    let context = Context {
        engine: Some(engine.clone()),
        ..Context::default()
    };
    let result = {
        let _entered = context.enter();
        catch_unwind(AssertUnwindSafe(test))
    };
    let is_told = AtomicBool::new(false);
    engine
        .own_handle()
        .block_on(drain(&engine, options.deadline(), &is_told));
    end_test(&engine, result)
}

/// Fails the test for failures that were lost; a panic of its own goes first.
fn end_test<R>(engine: &Engine, result: std::thread::Result<R>) -> R {
    let value = result.unwrap_or_else(|panic| resume_unwind(panic));
    let losses = engine.take_losses();
    if losses.is_empty() {
        return value;
    }
    let mut message = String::from("failures were lost in this test:");
    for loss in losses {
        message.push_str(&format!("\n  {loss}"));
    }
    message.push_str("\n= help: await these tasks, or have them handle their failures");
    panic!("{message}");
}

/// Awaits `future` and catches its panic, unless `stop` comes first: then the future is dropped.
async fn until<F: Future>(
    stop: impl Future<Output = ()>,
    future: F,
) -> Option<std::thread::Result<F::Output>> {
    let mut stop = pin!(stop);
    let mut future = pin!(future);
    poll_fn(|cx| {
        match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(cx))) {
            Ok(Poll::Ready(value)) => return Poll::Ready(Some(Ok(value))),
            Err(panic) => return Poll::Ready(Some(Err(panic))),
            Ok(Poll::Pending) => {}
        }
        stop.as_mut().poll(cx).map(|()| None)
    })
    .await
}
