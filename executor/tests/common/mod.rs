//! What the tests share: a time limit, task types, gates to hold work at.
#![allow(
    dead_code,
    unused_imports,
    unused_macros,
    reason = "each test binary uses a part"
)]

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc;
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(20);

/// Runs `test` on a thread of its own; fails where it has not ended after 20 s.
pub(crate) fn timed(test: impl FnOnce() + Send + 'static) {
    let (ended, end) = mpsc::channel();
    let run = move || {
        let result = catch_unwind(AssertUnwindSafe(test));
        let _ = ended.send(result);
    };
    std::thread::Builder::new()
        .name("test".to_owned())
        .spawn(run)
        .expect("a thread");
    match end.recv_timeout(LIMIT) {
        Ok(Ok(())) => {}
        Ok(Err(panic)) => resume_unwind(panic),
        Err(_) => panic!("the test has not ended after {LIMIT:?}"),
    }
}

/// Runs an async test on a current-thread runtime and on a multi-thread one.
pub(crate) fn on_both<F: Future<Output = ()>>(test: impl Fn() -> F + Send + 'static) {
    timed(move || {
        current_thread().block_on(test());
        multi_thread().block_on(test());
    });
}

pub(crate) fn current_thread() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime")
}

pub(crate) fn multi_thread() -> tokio::runtime::Runtime {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    builder
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime")
}

/// The text that `call` panics with.
pub(crate) fn panic_of<R>(call: impl FnOnce() -> R) -> String {
    let Err(panic) = catch_unwind(AssertUnwindSafe(call)) else {
        panic!("it did not panic")
    };
    match panic.downcast::<String>() {
        Ok(text) => *text,
        Err(panic) => (*panic.downcast::<&'static str>().expect("a text")).to_owned(),
    }
}

/// A gate for sync code: holds whoever passes until it is opened.
#[derive(Clone, Default)]
pub(crate) struct Hold(Arc<(Mutex<(usize, bool)>, Condvar)>);

impl Hold {
    /// Arrives, and waits until the gate is open.
    pub(crate) fn pass(&self) {
        let (state, changed) = &*self.0;
        let mut state = state.lock().expect("no panic under the lock");
        state.0 += 1;
        changed.notify_all();
        while !state.1 {
            state = changed.wait(state).expect("no panic under the lock");
        }
    }

    /// Waits until `count` have arrived.
    pub(crate) fn arrived(&self, count: usize) {
        let (state, changed) = &*self.0;
        let mut state = state.lock().expect("no panic under the lock");
        while state.0 < count {
            state = changed.wait(state).expect("no panic under the lock");
        }
    }

    pub(crate) fn open(&self) {
        let (state, changed) = &*self.0;
        state.lock().expect("no panic under the lock").1 = true;
        changed.notify_all();
    }
}

/// Yields to the event loop until `done`.
pub(crate) async fn until(mut done: impl FnMut() -> bool) {
    while !done() {
        tokio::task::yield_now().await;
    }
}

macro_rules! task_type {
    ($name:ident: $base:ident $(, limit: $limit:expr)? $(, queue: $queue:expr)?) => {
        #[derive(Clone, Copy, Default)]
        #[allow(non_camel_case_types)]
        struct $name;
        impl executor::TaskType for $name {
            type Limit = task_type!(@limit $($limit)?);
            type Futures = executor::macro_support::Allowed;
            const SETTINGS: executor::macro_support::Settings =
                executor::macro_support::Settings::new(stringify!($name), executor::macro_support::Base::$base)
                    $(.limit($limit))? $(.queue($queue))?;
        }
    };
    (@limit) => { executor::macro_support::Unlimited };
    (@limit $limit:expr) => { executor::macro_support::Limited };
}
pub(crate) use task_type;

/// The number that an environment variable sets.
pub(crate) fn number(variable: &str) -> Option<u64> {
    let text = std::env::var(variable).ok()?;
    Some(text.parse().expect("a number"))
}

/// The ignored test of this name, in a process of its own: this test binary, again.
pub(crate) fn in_a_process(test: &str) -> std::process::Command {
    let this = std::env::current_exe().expect("this test binary");
    let mut command = std::process::Command::new(this);
    command.args(["--exact", test, "--ignored", "--nocapture"]);
    command
}

/// How many bytes of memory this process has in use, where the system tells it.
pub(crate) fn resident_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes << 10)
}

/// How many threads this process has, where the system tells it.
pub(crate) fn threads() -> Option<usize> {
    Some(std::fs::read_dir("/proc/self/task").ok()?.count())
}
