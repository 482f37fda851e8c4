//! `block_on` everywhere. Each case runs in a thread of its own under a time limit: a hang fails.

mod clock;
mod mistakes;
mod moves;
mod places;

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};

use crate::engine::Engine;
use crate::site::Site;

const LIMIT: Duration = Duration::from_secs(20);

/// Runs a case; a hang or a panic fails the test.
fn within_limit<T: Send + 'static>(case: impl FnOnce() -> T + Send + 'static) -> T {
    match caught(case) {
        Ok(result) => result,
        Err(message) => panic!("panicked: {message}"),
    }
}

/// Runs a case; what it panics with is the error.
fn caught<T: Send + 'static>(case: impl FnOnce() -> T + Send + 'static) -> Result<T, String> {
    let (done, is_done) = mpsc::channel();
    thread::spawn(move || {
        let result = catch_unwind(AssertUnwindSafe(case));
        let _ = done.send(result.map_err(|payload| {
            match payload.downcast::<String>() {
                Ok(message) => *message,
                Err(payload) => payload
                    .downcast_ref::<&str>()
                    .unwrap_or(&"something")
                    .to_string(),
            }
        }));
    });
    is_done.recv_timeout(LIMIT).expect("hangs")
}

fn await_async<F: Future>(future: F) -> F::Output {
    crate::block_on::block_on(&Engine::current(), Site::here("case"), future)
}

fn multi_thread() -> Runtime {
    Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap()
}

fn current_thread() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

fn paused() -> Runtime {
    Builder::new_current_thread()
        .enable_all()
        .start_paused(true)
        .build()
        .unwrap()
}

async fn leaf(answer: u32) -> u32 {
    tokio::time::sleep(Duration::from_millis(1)).await;
    answer
}

async fn yields(times: u32) {
    for _ in 0..times {
        tokio::task::yield_now().await;
    }
}
