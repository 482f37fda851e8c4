//! A random program: pairs of the same functions, plain and with `exec!`. Written by the test `random_programs`.
#![allow(unused, clippy::all, async_fn_in_trait)]

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

executor::task_types! {
    pub limited: io { limit: 1 }
    pub computing: cpu { limit: 2, queue: 3 }
}

/// What has happened, in order.
static TRACE: Mutex<Vec<String>> = Mutex::new(Vec::new());

fn log(what: impl Into<String>) {
    TRACE.lock().unwrap().push(what.into());
}

/// Notes that this value was evaluated.
fn note<T>(number: u32, value: T) -> T {
    log(format!("value {number}"));
    value
}

/// Tells when it is dropped.
struct Noisy(u32);

impl Noisy {
    fn new(number: u32) -> Self {
        note(number, Self(number))
    }
}

impl Drop for Noisy {
    fn drop(&mut self) {
        log(format!("drop {}", self.0));
    }
}

/// Is pending once.
struct Once(bool);

impl Future for Once {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        context.waker().wake_by_ref();
        match std::mem::replace(&mut self.0, true) {
            true => Poll::Ready(()),
            false => Poll::Pending,
        }
    }
}

/// Waits for a future without any executor.
fn now<F: Future>(future: F) -> F::Output {
    let mut future = std::pin::pin!(future);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return output;
        }
    }
}

fn run(root: fn() -> String) -> (String, Vec<String>) {
    TRACE.lock().unwrap().clear();
    let result = root();
    (result, std::mem::take(&mut *TRACE.lock().unwrap()))
}

/// The first difference between the two programs of a pair, printed.
fn differ(name: &str, plain: fn() -> String, with_exec: fn() -> String) -> bool {
    let ((plain, expected), (with_exec, found)) = (run(plain), run(with_exec));
    if plain == with_exec && expected == found {
        return false;
    }
    let place = expected.iter().zip(&found).position(|(a, b)| a != b);
    let place = place.unwrap_or(expected.len().min(found.len()));
    let from = place.saturating_sub(5);
    eprintln!("{name}: {plain} without `exec!`, {with_exec} with it; traces differ at {place}:");
    eprintln!("  {:?}", &expected[from..expected.len().min(place + 5)]);
    eprintln!("  {:?}", &found[from..found.len().min(place + 5)]);
    true
}
