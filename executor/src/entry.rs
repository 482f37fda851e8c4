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

/// The kind of event loop that an async `main` or test runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flavor {
    /// Several threads.
    MultiThread,
    /// The thread of the function itself.
    CurrentThread,
}

/// What `main` or a test was annotated with.
#[derive(Clone, Debug)]
pub struct Options {
    /// `flavor = "…"`.
    pub flavor: Flavor,
    /// `worker_threads = …`; the number of cores where it is not set.
    pub worker_threads: Option<usize>,
    /// `shutdown = "…"`: how long the drain at the end may take.
    pub shutdown: Duration,
    /// `start_paused = true`: what pauses the clock, `tokio::time::pause`. It is the user's, whose tokio has the feature
    /// `test-util`.
    pub start_paused: Option<fn()>,
}

impl Options {
    /// How long the drain at the end may take, where nothing else is set.
    pub const SHUTDOWN: Duration = Duration::from_secs(30);

    /// Where nothing else is set in `#[executor::main]`: several threads.
    pub const fn main() -> Self {
        Self {
            flavor: Flavor::MultiThread,
            worker_threads: None,
            shutdown: Self::SHUTDOWN,
            start_paused: None,
        }
    }

    /// Where nothing else is set in `#[executor::test]`: the thread of the test, as in `#[tokio::test]`.
    pub const fn test() -> Self {
        Self { flavor: Flavor::CurrentThread, ..Self::main() }
    }

    /// On this kind of event loop.
    pub const fn flavor(self, flavor: Flavor) -> Self {
        Self { flavor, ..self }
    }

    /// With this many threads of the event loop.
    pub const fn worker_threads(self, threads: usize) -> Self {
        Self { worker_threads: Some(threads), ..self }
    }

    /// With a drain of at most `deadline`.
    pub const fn shutdown(self, deadline: Duration) -> Self {
        Self { shutdown: deadline, ..self }
    }

    /// With the clock paused at the start, by `pause`: `tokio::time::pause`.
    pub const fn start_paused(self, pause: fn()) -> Self {
        Self { start_paused: Some(pause), ..self }
    }

    fn builder(&self) -> Builder {
        match (self.worker_threads, self.flavor) {
            (Some(threads), _) => Executor::builder().worker_threads(threads),
            (None, Flavor::MultiThread) => Executor::builder(),
            // for what waits on threads outside of the event loop
            (None, Flavor::CurrentThread) => Executor::builder().worker_threads(1),
        }
    }
}

/// Runs an async `main`, drains the global executor, and gives what `main` gave.
pub fn main_async<F: Future>(options: Options, main: F) -> F::Output {
    let executor = Executor::set_global(options.builder());
    let event_loop = EventLoop::start(&options, &executor);
    let signals = Signals::watch(&executor, options.shutdown);
    let result = event_loop.block_on(async {
        let Some(result) = until(signals.first(), main).await else {
            // the thread of the signals ends the process; tasks may need this one until then
            signals.main_has_stopped();
            return pending().await;
        };
        drain(&executor, options.shutdown, signals.is_told()).await;
        result
    });
    result.unwrap_or_else(|panic| resume_unwind(panic))
}

/// Runs a sync `main`, drains the global executor, and gives what `main` gave.
pub fn main_sync<R>(options: Options, main: impl FnOnce() -> R) -> R {
    let executor = Executor::set_global(options.builder());
    let signals = Signals::watch(&executor, options.shutdown);
    // a sync `main` cannot be stopped
    signals.main_has_stopped();
    let result = catch_unwind(AssertUnwindSafe(main));
    let drained = drain(&executor, options.shutdown, signals.is_told());
    executor.own_handle().block_on(drained);
    result.unwrap_or_else(|panic| resume_unwind(panic))
}

/// Runs an async test on an executor of its own, drains it, and panics where a failure was lost.
pub fn test_async<F: Future>(options: Options, test: F) -> F::Output {
    let executor = options.builder().keep_losses().build();
    let event_loop = EventLoop::start(&options, &executor);
    let context = Context { executor: Some(executor.clone()), ..Context::default() };
    let result = event_loop.block_on(InContext::new(
        async {
            if let Some(pause) = options.start_paused {
                pause();
            }
            let result = until(pending(), test).await.expect("nothing stops a test");
            drain(&executor, options.shutdown, &AtomicBool::new(false)).await;
            result
        },
        context,
    ));
    drop(event_loop);
    end_test(&executor, result)
}

/// Runs a sync test on an executor of its own, drains it, and panics where a failure was lost.
pub fn test_sync<R>(options: Options, test: impl FnOnce() -> R) -> R {
    let executor = options.builder().keep_losses().build();
    let context = Context { executor: Some(executor.clone()), ..Context::default() };
    let result = {
        let _entered = context.enter();
        catch_unwind(AssertUnwindSafe(test))
    };
    let is_told = AtomicBool::new(false);
    executor.own_handle().block_on(drain(&executor, options.shutdown, &is_told));
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
    fn start(options: &Options, executor: &Executor) -> Self {
        match options.flavor {
            Flavor::MultiThread => Self::Own(executor.own_handle()),
            Flavor::CurrentThread => Self::Here(Some(current_thread())),
        }
    }

    fn block_on<F: Future>(&self, future: F) -> F::Output {
        match self {
            Self::Own(handle) => handle.block_on(future),
            Self::Here(runtime) => {
                runtime.as_ref().expect("taken only by `drop`").block_on(future)
            }
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
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.unwrap_or_else(|error| panic!("cannot start the event loop: {error}"))
}
