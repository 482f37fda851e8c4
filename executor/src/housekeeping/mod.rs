//! What the executor starts for itself: threads, and tasks of other runtimes.
//!
//! All are boxed here, so that a program has one copy of what std and tokio make for each type of closure and future, not one for each
//! use: these copies would be a tenth of the crate's compile time.

mod own_runtime;

use std::future::Future;
use std::io;
use std::pin::Pin;

#[cfg(feature = "signal")]
use tokio::runtime::Builder;
use tokio::runtime::Handle;
use tokio::task::JoinHandle;

pub(crate) use self::own_runtime::OwnRuntime;

/// A future of the executor's own.
pub(crate) type Chore = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Starts a thread of that name.
pub(crate) fn start_thread(name: String, run: Box<dyn FnOnce() + Send>) -> io::Result<()> {
    let started = std::thread::Builder::new().name(name).spawn(run);
    started.map(drop)
}

/// Starts a task on `runtime`.
pub(crate) fn start_task(runtime: &Handle, chore: Chore) -> JoinHandle<()> {
    runtime.spawn(chore)
}

/// Starts a thread of that name with an event loop of its own. `listen` is called before, within that event loop: what it cannot
/// listen to is an error here.
#[cfg(feature = "signal")]
pub(crate) fn start_listener(
    name: &str,
    listen: impl FnOnce() -> io::Result<Chore>,
) -> io::Result<()> {
    let runtime = OwnRuntime::of(Builder::new_current_thread().enable_all())?;
    let chore = {
        let _entered = runtime.handle().enter();
        listen()?
    };
    start_thread(name.to_owned(), Box::new(move || runtime.block_on(chore)))
}
