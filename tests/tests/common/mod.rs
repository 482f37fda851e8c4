//! What several of the test files need.
#![allow(dead_code, reason = "each test file uses a part")]

use std::future::Future;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// The thread that [`run`] and [`run_sync`] give to a test.
pub(crate) const CALLER: &str = "caller";

/// Where this runs: the task type whose thread this is (`"io"`), or the thread's own name.
pub(crate) fn place() -> String {
    let name = thread::current().name().unwrap_or_default().to_owned();
    let name = name.trim_end_matches(|c: char| c.is_numeric() || c == '-');
    name.strip_prefix("executor-").unwrap_or(name).to_owned()
}

/// Runs a test in async code, on an event loop of its own in the thread [`CALLER`].
pub(crate) fn run<F: Future<Output: Send + 'static>>(
    test: impl FnOnce() -> F + Send + 'static,
) -> F::Output {
    run_sync(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        runtime.expect("an event loop").block_on(test())
    })
}

/// Runs a test in sync code, in the thread [`CALLER`]; one that takes longer than 20 s has hung.
pub(crate) fn run_sync<T: Send + 'static>(test: impl FnOnce() -> T + Send + 'static) -> T {
    let (sender, receiver) = mpsc::channel();
    let caller = thread::Builder::new().name(CALLER.to_owned());
    let caller = caller.spawn(move || sender.send(test())).expect("a thread");
    match receiver.recv_timeout(Duration::from_secs(20)) {
        Ok(value) => value,
        Err(RecvTimeoutError::Timeout) => panic!("hung"),
        Err(RecvTimeoutError::Disconnected) => {
            std::panic::resume_unwind(caller.join().expect_err("it sent nothing"))
        }
    }
}
