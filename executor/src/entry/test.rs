//! A test on an executor of its own: run, drain, and look for lost failures.

use std::future::{Future, pending};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::AtomicBool;

use super::drain::{drain, drain_here};
use super::event_loop::EventLoop;
use super::options::{Flavor, Options};
use super::until::until;
use crate::context::{Context, InContext};
use crate::engine::Engine;

/// Runs an async test on an executor of its own, drains it, and panics where a failure was lost.
pub fn test_async<F: Future>(options: Options, test: F) -> F::Output {
    let flavor = options.flavor.unwrap_or(Flavor::CurrentThread);
    let engine = Engine::new(options.builder(flavor).keep_losses().config());
    let event_loop = if options.start_paused {
        EventLoop::start_paused(flavor)
    } else {
        EventLoop::start(flavor, &engine)
    };
    let result = event_loop.block_on(InContext::new(
        async {
            let result = until(pending(), test).await.expect("nothing stops a test");
            drain(&engine, options.deadline(), &AtomicBool::new(false)).await;
            result
        },
        Context::of_test(engine.clone()),
    ));
    drop(event_loop);
    end_test(&engine, result)
}

/// Runs a sync test on an executor of its own, drains it, and panics where a failure was lost.
pub fn test_sync<R>(options: Options, test: impl FnOnce() -> R) -> R {
    let engine = Engine::new(options.builder(Flavor::MultiThread).keep_losses().config());
    let result = {
        let _entered = Context::of_test(engine.clone()).enter();
        catch_unwind(AssertUnwindSafe(test))
    };
    drain_here(&engine, options.deadline(), &AtomicBool::new(false));
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
