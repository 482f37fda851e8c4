//! `shutdown_signal`: tells a program that it is asked to end.

use std::future::Future;

use super::signals;

/// Waits for the signal that asks the program to end: Ctrl-C or SIGTERM.
///
/// For programs that end in an order of their own, such as servers, which first answer what they have accepted. Once this has been
/// called, `main`, be it sync or async, goes on after the signal until it returns, and all work is taken as before. Then what
/// is in flight is drained, and the process ends with what `main` gave. The deadline of
/// [`#[executor::main]`](macro@crate::main) begins with the signal and holds for all of that, and a second signal still ends
/// the process at once.
///
/// May be called any number of times; whoever calls it after the signal is told at once. Under another `main` it listens on the
/// tokio runtime that polls it; drain at the end by [`shutdown`](crate::shutdown()).
///
/// # Panics
///
/// When polled outside of a tokio runtime, under another `main`.
///
/// # Cancel safety
///
/// Dropped, it stops waiting; `main` is still let go on after the signal.
///
/// # Examples
///
/// ```no_run
/// # struct Server;
/// # impl Server { async fn with_graceful_shutdown(self, signal: impl Future<Output = ()>) { signal.await } }
/// # fn serve() -> Server { Server }
/// #[executor::main]
/// async fn main() {
///     // such as `axum::serve(listener, routes)`
///     serve().with_graceful_shutdown(executor::shutdown_signal()).await;
///     // here all requests are answered; what they have spawned is finished after `main`
/// }
/// ```
#[must_use = "a future does nothing unless it is awaited"]
pub fn shutdown_signal() -> impl Future<Output = ()> + Send + 'static {
    signals::shutdown_signal()
}
