//! A dump on SIGUSR1, where that is switched on. A thread of its own writes it, so that it comes also where all others are blocked.

use std::io;

use tokio::signal::unix::{Signal, SignalKind, signal};

use super::Dump;
use crate::engine::Engine;
use crate::housekeeping::start_listener;
use crate::report::{warn, write_stderr};
use crate::stats::Stats;

/// Switches it on from outside, for programs with `#[executor::main]`.
const VARIABLE: &str = "EXECUTOR_DUMP_ON_SIGUSR1";

/// From now on writes [`dump`](crate::dump()) and [`stats`](crate::stats()) of the current executor to stderr at each SIGUSR1, for as
/// long as the program runs. On Unix only.
///
/// Without this, SIGUSR1 ends a process. In programs with [`#[executor::main]`](macro@crate::main) the environment variable
/// `EXECUTOR_DUMP_ON_SIGUSR1=1` does the same.
///
/// # Errors
///
/// Where the system refuses the thread that listens, or to listen.
///
/// # Examples
///
/// ```
/// executor::dump_on_sigusr1()?;
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn dump_on_sigusr1() -> io::Result<()> {
    listen(Engine::current())
}

/// Does so where the environment asks for it.
pub(crate) fn where_asked(engine: &Engine) {
    if std::env::var_os(VARIABLE).is_none_or(|set| set != "1") {
        return;
    }
    if let Err(error) = listen(engine.clone()) {
        warn(format_args!(
            "cannot listen to SIGUSR1, as `{VARIABLE}` asks: {error}"
        ));
    }
}

fn listen(engine: Engine) -> io::Result<()> {
    start_listener("executor-dump", || {
        let signals = signal(SignalKind::user_defined1())?;
        Ok(Box::pin(write_at_each(signals, engine)))
    })
}

async fn write_at_each(mut signals: Signal, engine: Engine) {
    while signals.recv().await.is_some() {
        let (dump, stats) = (Dump::of_engine(&engine), Stats::of_engine(&engine));
        write_stderr(format_args!("{dump}\n{stats}"));
    }
}
