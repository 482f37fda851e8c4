//! Crossing between sync and async Rust, checked at compile time, over [tokio](https://docs.rs/tokio).
//!
//! Rust code is split in two colours, and each crossing is a trap: a blocking call in async code stalls every task on that
//! thread, `block_on` inside a runtime panics, `spawn_blocking` is unbounded, and a detached task's panic, error or unfinished
//! work vanishes. Here functions are annotated with [`task`](macro@task), calls are written as `exec!(f(x))`, and the compiler picks how each
//! is run:
//!
#![doc = include_str!("guide/twenty_lines.md")]
//!
//! No set-up is needed: the first use starts an executor, and inside a tokio runtime that is already there futures run on that one.
//!
//! # What [`exec!`] picks
//!
#![doc = include_str!("guide/decision_table.md")]
//!
//! It is carried out by three methods, which take functions and futures, and can be called without macros too:
//!
//! | method | from | does |
//! |---|---|---|
//! | [`invoke`](fn@invoke)`(work).await` | async | runs a sync function on another thread; a future runs in place |
//! | [`spawn_task`](fn@spawn_task)`(work)` | async | starts now, in the background; await the [`Task`], or drop it: fire-and-forget |
//! | [`await_async`](fn@await_async)`(work)` | sync, or async on purpose | blocks this thread until the work is done |
//!
//! [`task_types!`] declares where sync work runs and how much of it at once; [`macro@main`] and [`macro@test`] start the executor
//! around a function and drain it at the end. An [`Executor`] of your own has the same methods.
//!
//! # Where to go on
//!
//! [`guide`] has a page each for [`exec!`](guide::exec), [`#[task]`](guide::task), [task types](guide::task_types),
//! [tokio and axum](guide::inside_tokio_and_axum), [tests](guide::testing), [the end of a program](guide::shutdown),
//! [performance](guide::performance), [limits](guide::limits), and, for maintainers, [how it works](guide::how_it_works).
//!
//! [`what_the_compiler_rejects`] lists the mistakes that do not compile, each with its error and the right line.
//!
//! # Features
//!
//! | feature | default | brings |
//! |---|---|---|
//! | `macros` | yes | [`exec!`], [`task`], [`macro@test`] and [`task_types!`]; without it the three methods are left, on the types `io` and `cpu` |
//! | `signal` | yes | [`macro@main`] (with `macros`), [`shutdown_signal`] and `dump_on_sigusr1`, which listen to signals |
//! | `tracing` | yes | the caller's span follows through every hop, and reports are events; without it they go to stderr |
//! | `metrics` | no | `Stats::publish_metrics`: the numbers of [`stats`](fn@stats), and histograms of wait and run times, through the facade `metrics` |
//!
//! Events have the target `executor`. A lost failure is an `ERROR` with the fields `task`, `task_type`, `kind` and `location`; what
//! may be a mistake is a `WARN`, with `task` and `location` where it is about one task. Where a program is built with
//! `--cfg tokio_unstable`, tokio-console shows our tasks by their names, and the lines that spawned them.

mod await_async;
mod block_on;
mod calls;
mod context;
mod dump;
mod engine;
#[doc(hidden)]
pub mod entry;
mod error;
mod executor;
mod frame;
#[cfg(doc)]
pub mod guide;
mod hop;
mod housekeeping;
mod in_flight;
mod in_place;
mod invoke;
mod lane;
#[doc(hidden)]
pub mod macro_support;
mod ordered;
mod permit;
mod pool;
mod report;
pub mod rules;
mod settings;
mod shutdown;
mod site;
mod spawn_task;
mod spawned;
mod started;
mod stats;
mod sync;
mod task;
mod task_type;
mod times;
mod trace;
pub mod types;
mod watch;
#[cfg(doc)]
#[doc = include_str!("what_the_compiler_rejects.md")]
pub mod what_the_compiler_rejects {}
mod work;

pub use crate::await_async::await_async;
#[cfg(all(unix, feature = "signal"))]
pub use crate::dump::signal::dump_on_sigusr1;
pub use crate::dump::{Dump, InFlightTask, TaskState, dump};
#[cfg(feature = "signal")]
pub use crate::entry::shutdown_signal;
pub use crate::error::{PanicPayload, TaskError};
pub use crate::executor::{Builder, Executor};
pub use crate::hop::Invoke;
pub use crate::invoke::{invoke, is_cancelled};
pub use crate::permit::Ready;
pub use crate::report::{FailureKind, Report, set_report_hook};
pub use crate::shutdown::{ShutdownReport, Unfinished, shutdown};
pub use crate::spawn_task::spawn_task;
pub use crate::stats::{Stats, TypeStats, stats};
pub use crate::task::Task;
pub use crate::task_type::TaskType;
pub use crate::watch::{report_held_event_loop, report_stalled_waits};

/// Runs a call in the way that suits the callee and the code around it.
///
/// `exec!([spawn | block] [<type>] call)`. The call is a function call, a method call, a closure without arguments or an `async`
/// block.
///
#[doc = include_str!("guide/decision_table.md")]
///
/// The callee's kind is told from the type of the call, so it needs no annotation; whoever returns a future, or anything that
/// can be turned into one, is async. A callee's type is that of its [`task`](macro@task) annotation, `io` where it has none, and `<type>`
/// beats both. [Its page](crate::guide::exec) has the grammar, each row at work, what moves and what it expands to.
///
/// # Guarantees
///
/// Receiver and arguments are evaluated once, left to right, on the caller's thread, before any hop; the call itself happens
/// where the table says. For a hop they move into the call as into a `move` closure, and a borrowed temporary (`&path.clone()`)
/// moves along. `exec!(spawn …)` first waits for room in the queue of the type.
///
/// # Errors
///
/// A call that would block the event loop, lose its work, or move what cannot move is a compile error:
/// [`what_the_compiler_rejects`] lists them all.
///
/// # Panics
///
/// Resumes the panic of a callee that it awaits. Panics where the executor has shut down, and where a wait for a permit cannot
/// end.
///
/// # Cancel safety
///
/// A dropped caller drops an async callee with it. A sync callee that has not started never runs; one that runs goes on, and
/// [`is_cancelled`] tells it so.
///
/// # Examples
///
/// ```
/// use executor::{exec, task};
///
/// #[task(type = "cpu")]
/// fn sum(numbers: Vec<u32>) -> u32 {
///     numbers.iter().sum()
/// }
///
/// #[task]
/// async fn report(numbers: Vec<u32>) -> std::io::Result<u32> {
///     let sum = exec!(sum(numbers)); // on a `cpu` thread
///     let path = std::env::temp_dir().join("sum");
///     exec!(std::fs::write(path.clone(), sum.to_string()))?; // std's own: on an `io` thread
///     let task = exec!(spawn std::fs::remove_file(path)); // in the background
///     task.await?;
///     Ok(sum)
/// }
///
/// #[executor::main]
/// fn main() {
///     assert_eq!(exec!(report(vec![1, 2])).ok(), Some(3)); // blocks until it is done
/// }
/// ```
///
/// # Expands to
///
/// `f(x).await` for an async callee in async code, and in essence `executor::invoke(move || f(x)).await` for one that is sync,
/// on the callee's type. Both are in the expansion; the one that does not fit leaves the compiler before borrow check.
#[cfg(feature = "macros")]
pub use executor_macros::exec;

/// Annotates a function, a method, a trait's method or a whole `impl` block: [`exec!`] works in it, and callers know its type.
///
/// The function stays as written: same signature, same direct call, same docs. What callers learn at compile time, anywhere, is
/// its task type and whether it blocks. A sync function blocks if it has a type, or if it uses `exec!` in its own sync code;
/// calling one directly in an async task is a compile error.
///
/// A statement that drops a future before it has run, `f(x);` or `let _ = f(x);`, is a compile error too: its work would be lost.
/// Handles of what runs by itself (a [`Task`], tokio's `JoinHandle`, a channel's receiver) may be dropped.
/// [`what_the_compiler_rejects`] lists all mistakes of annotated code.
///
/// # Options
///
/// | option | meaning |
/// |---|---|
/// | `type = "io"` | its task type: `"io"`, `"cpu"` or one that this crate declares with [`task_types!`] |
/// | `type = other::task_types::gallery` | one that another crate declares |
/// | `allow_blocking` | blocking tasks may be called directly in this function's async code |
/// | `crate = path` | where this crate is to be found, if it was renamed |
///
/// On an `impl` block the options go for all its functions; a method's own attribute sets its own. The type of a trait's method
/// is declared in the trait. [Its page](crate::guide::task) tells of each, and of what else may stand on the function.
///
/// ```
/// use executor::{exec, task};
///
/// #[derive(Clone)]
/// struct Store;
///
/// #[task]
/// impl Store {
///     #[task(type = "io")]
///     fn save(&self, name: &str) -> usize {
///         name.len()
///     }
///
///     async fn save_both(self) -> usize {
///         exec!(self.clone().save("one")) + exec!(self.save("two"))
///     }
/// }
///
/// #[executor::main]
/// async fn main() {
///     assert_eq!(exec!(Store.save_both()), 6);
/// }
/// ```
#[cfg(feature = "macros")]
pub use executor_macros::task;

/// Starts the executor around `main`, sync or async, and drains it at the end.
///
/// On return, and on Ctrl-C or SIGTERM, work in flight finishes; what has not finished after the deadline is stopped and named
/// on stderr. The function is annotated too, as with [`task`](macro@task). A server, which first answers what it has accepted, waits
/// for [`shutdown_signal`]. [The page on shutting down](crate::guide::shutdown) has what each case ends with.
///
/// # Options
///
/// | option | meaning | default |
/// |---|---|---|
/// | `flavor = "current_thread"` | an async `main` runs on an event loop of one thread | `"multi_thread"` |
/// | `worker_threads = 2` | threads of the event loop | as many as cores |
/// | `shutdown = "10s"` | how long work in flight may take at the end, in `ms`, `s` or `m` | `"30s"` |
/// | `crate = path` | where this crate is to be found, if it was renamed | |
///
/// ```
/// #[executor::main(shutdown = "10s")]
/// async fn main() -> std::io::Result<()> {
///     executor::exec!(spawn async { println!("still done, though nobody waits") });
///     Ok(())
/// }
/// ```
#[cfg(all(feature = "macros", feature = "signal"))]
pub use executor_macros::main;

/// Starts an executor of its own around a test, sync or async, drains it at the end, and fails the test for a lost failure.
///
/// [The page on testing](crate::guide::testing) shows how.
///
/// # Options
///
/// | option | meaning | default |
/// |---|---|---|
/// | `flavor = "multi_thread"` | an async test runs on an event loop of several threads | `"current_thread"` |
/// | `worker_threads = 2` | threads of the event loop | as many as cores |
/// | `start_paused = true` | the clock is paused from the start; needs tokio's feature `test-util`, and the flavor `current_thread` | `false` |
/// | `crate = path` | where this crate is to be found, if it was renamed | |
///
/// ```rust,test_harness
/// #[executor::test]
/// async fn doubles() {
///     assert_eq!(executor::exec!(u8::wrapping_mul(2, 3)), 6);
/// }
/// ```
#[cfg(feature = "macros")]
pub use executor_macros::test;

/// Declares the task types of a crate, once, at its root.
///
/// Each entry is `name: base`, where the base, `io` or `cpu`, says what threads its sync work runs on, and may have settings:
///
/// | setting | meaning |
/// |---|---|
/// | `limit` | at most so many of its tasks run at once, sync and async ones alike, counted exactly |
/// | `queue` | how many of its spawned tasks may wait for a permit before `exec!(spawn …)` waits for room |
///
/// The types are in the module `task_types` at the crate root: `type = "gallery"` and `exec!(<gallery> f(x))` name
/// `crate::task_types::gallery`. Types are isolated: a full one never delays another. [Their page](crate::guide::task_types) tells what a
/// limit and a queue do.
///
/// ```rust,standalone_crate
/// executor::task_types! {
///     /// Calls to the gallery service.
///     pub gallery: io { limit: 8, queue: 1_000 }
///     pub thumbnails: cpu { limit: 2 }
/// }
///
/// #[executor::task(type = "thumbnails")]
/// fn shrink(size: u32) -> u32 {
///     size / 8
/// }
///
/// #[executor::main]
/// async fn main() {
///     assert_eq!(executor::exec!(shrink(800)), 100);
/// }
/// ```
#[cfg(feature = "macros")]
#[macro_export]
macro_rules! task_types {
    ($($declarations:tt)*) => {
        $crate::macro_support::declare_task_types! { ($crate) $($declarations)* }
    };
}
