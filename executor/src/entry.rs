//! What `#[executor::main]` and `#[executor::test]` expand to: start an executor, run, drain.

use std::future::{Future, pending, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;
use std::time::Duration;

use tokio::runtime::{Handle, Runtime};

use crate::builder::Builder;
use crate::context::{Context, InContext};
use crate::executor::Executor;
use crate::report::write_stderr;
use crate::signals::Signals;

/// How long the drain at the end may take, where nothing else is set.
const SHUTDOWN: Duration = Duration::from_secs(30);

/// What `main` or a test was annotated with.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    flavor: Option<Flavor>,
    worker_threads: Option<usize>,
    shutdown: Option<Duration>,
    start_paused: bool,
}

/// The kind of event loop that an async function runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Flavor {
    MultiThread,
    CurrentThread,
}

impl Options {
    /// Without options: `main` on several threads, a test on its own thread, as in `#[tokio::test]`.
    pub fn new() -> Self {
        Self::default()
    }

    /// `flavor = "multi_thread"`: an event loop on several threads.
    pub fn multi_thread(self) -> Self {
        Self {
            flavor: Some(Flavor::MultiThread),
            ..self
        }
    }

    /// `flavor = "current_thread"`: an event loop on the thread of the function.
    pub fn current_thread(self) -> Self {
        Self {
            flavor: Some(Flavor::CurrentThread),
            ..self
        }
    }

    /// `worker_threads = …`: the threads of the event loop; the number of cores where it is not set.
    pub fn worker_threads(self, threads: usize) -> Self {
        Self {
            worker_threads: Some(threads),
            ..self
        }
    }

    /// `shutdown = "…"`: how long the drain at the end may take; 30 s where it is not set.
    pub fn shutdown(self, deadline: Duration) -> Self {
        Self {
            shutdown: Some(deadline),
            ..self
        }
    }

    /// `start_paused = …`: whether the clock is paused from the start.
    pub fn start_paused(self, start_paused: bool) -> Self {
        Self {
            start_paused,
            ..self
        }
    }

    fn builder(&self, flavor: Flavor) -> Builder {
        match (self.worker_threads, flavor) {
            (Some(threads), _) => Executor::builder().worker_threads(threads),
            (None, Flavor::MultiThread) => Executor::builder(),
            // only for what waits on threads outside of the event loop
            (None, Flavor::CurrentThread) => Executor::builder().worker_threads(1),
        }
    }

    fn deadline(&self) -> Duration {
        self.shutdown.unwrap_or(SHUTDOWN)
    }
}

/// Runs an async `main`, drains the global executor, and gives what `main` gave.
pub fn main_async<F: Future>(options: Options, main: F) -> F::Output {
    let flavor = options.flavor.unwrap_or(Flavor::MultiThread);
    let executor = Executor::set_global(options.builder(flavor));
    let event_loop = EventLoop::start(flavor, &executor);
    let signals = Signals::watch(&executor, options.deadline());
    let result = event_loop.block_on(async {
        let Some(result) = until(signals.first(), main).await else {
            // the thread of the signals ends the process; tasks may need this one until then
            signals.main_has_stopped();
            return pending().await;
        };
        drain(&executor, options.deadline(), signals.is_told()).await;
        result
    });
    result.unwrap_or_else(|panic| resume_unwind(panic))
}

/// Runs a sync `main`, drains the global executor, and gives what `main` gave.
pub fn main_sync<R>(options: Options, main: impl FnOnce() -> R) -> R {
    let executor = Executor::set_global(options.builder(Flavor::MultiThread));
    let signals = Signals::watch(&executor, options.deadline());
    // a sync `main` cannot be stopped
    signals.main_has_stopped();
    let result = catch_unwind(AssertUnwindSafe(main));
    let drained = drain(&executor, options.deadline(), signals.is_told());
    executor.own_handle().block_on(drained);
    result.unwrap_or_else(|panic| resume_unwind(panic))
}

/// Runs an async test on an executor of its own, drains it, and panics where a failure was lost.
pub fn test_async<F: Future>(options: Options, test: F) -> F::Output {
    let flavor = options.flavor.unwrap_or(Flavor::CurrentThread);
    let executor = options.builder(flavor).keep_losses().build();
    let event_loop = EventLoop::start(flavor, &executor);
    let context = Context {
        executor: Some(executor.clone()),
        ..Context::default()
    };
    let result = event_loop.block_on(InContext::new(
        async {
            if options.start_paused {
                pause_clock();
            }
            let result = until(pending(), test).await.expect("nothing stops a test");
            drain(&executor, options.deadline(), &AtomicBool::new(false)).await;
            result
        },
        context,
    ));
    drop(event_loop);
    end_test(&executor, result)
}

/// Runs a sync test on an executor of its own, drains it, and panics where a failure was lost.
pub fn test_sync<R>(options: Options, test: impl FnOnce() -> R) -> R {
    let executor = options.builder(Flavor::MultiThread).keep_losses().build();
    let context = Context {
        executor: Some(executor.clone()),
        ..Context::default()
    };
    let result = {
        let _entered = context.enter();
        catch_unwind(AssertUnwindSafe(test))
    };
    let is_told = AtomicBool::new(false);
    executor
        .own_handle()
        .block_on(drain(&executor, options.deadline(), &is_told));
    end_test(&executor, result)
}

/// Fails the test for failures that were lost; a panic of its own goes first.
fn end_test<R>(executor: &Executor, result: std::thread::Result<R>) -> R {
    let value = result.unwrap_or_else(|panic| resume_unwind(panic));
    let losses = executor.take_losses();
    if losses.is_empty() {
        return value;
    }
    let mut message = String::from("failures were lost in this test:");
    for loss in losses {
        message.push_str(&format!("\n  {loss}"));
    }
    panic!("{message}");
}

/// Shuts `executor` down, and writes to stderr what did not finish, once.
pub(crate) async fn drain(executor: &Executor, deadline: Duration, is_told: &AtomicBool) {
    let report = executor.shutdown(deadline).await;
    if !report.is_clean() && !is_told.swap(true, Ordering::Relaxed) {
        write_stderr(format_args!("{report}"));
    }
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

/// The event loop of an async `main` or test.
enum EventLoop {
    Own(Handle),
    /// Dropped without waiting for blocking calls.
    Here(Option<Runtime>),
}

impl EventLoop {
    fn start(flavor: Flavor, executor: &Executor) -> Self {
        match flavor {
            Flavor::MultiThread => Self::Own(executor.own_handle()),
            Flavor::CurrentThread => Self::Here(Some(current_thread())),
        }
    }

    fn block_on<F: Future>(&self, future: F) -> F::Output {
        match self {
            Self::Own(handle) => handle.block_on(future),
            Self::Here(runtime) => runtime
                .as_ref()
                .expect("taken only by `drop`")
                .block_on(future),
        }
    }
}

impl Drop for EventLoop {
    fn drop(&mut self) {
        if let Self::Here(runtime) = self
            && let Some(runtime) = runtime.take()
        {
            runtime.shutdown_background();
        }
    }
}

fn current_thread() -> Runtime {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.unwrap_or_else(|error| panic!("cannot start the event loop: {error}"))
}

/// Pauses tokio's clock, where some crate of the program has asked for tokio's feature `test-util`. This crate does not ask for
/// it, since that would give it to every program; so the name is looked up where it may be, before the stand-in outside.
fn pause_clock() {
    #[allow(unused_imports, reason = "empty without the feature")]
    use tokio::time::*;

    pause();
}

/// Stands in for tokio's function where there is none.
#[allow(dead_code, reason = "called without the feature only")]
fn pause() {
    panic!("`start_paused` needs tokio's feature `test-util`: add it to the dev-dependencies");
}
