//! Instructions that single operations cost, counted under valgrind: the same on a busy machine.
//!
//! `cargo install gungraun-runner` of the version in `Cargo.lock`, then `cargo bench -p executor --bench instructions`.

#![allow(missing_docs, reason = "on what gungraun's macros generate")]

use std::future::ready;
use std::hint::black_box;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use executor::{exec, task};
use gungraun::{library_benchmark, library_benchmark_group, main};
use tokio::runtime::Runtime;

const TIMES: u64 = 10_000;

#[inline(never)]
async fn callee(text: &str, number: u64) -> u64 {
    black_box(text).len() as u64 + black_box(number)
}

#[inline(never)]
fn function(text: &str, number: u64) -> u64 {
    black_box(text).len() as u64 + black_box(number)
}

#[task]
async fn through_exec(number: u64) -> u64 {
    exec!(callee("text", number)) + exec!(callee("more", number))
}

async fn by_hand(number: u64) -> u64 {
    callee("text", number).await + callee("more", number).await
}

#[task]
fn called_through_exec(number: u64) -> u64 {
    exec!(function("text", number)) + exec!(function("more", number))
}

fn called_by_hand(number: u64) -> u64 {
    function("text", number) + function("more", number)
}

fn run<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}

#[library_benchmark]
fn exec_async_in_async() -> u64 {
    (0..TIMES).fold(0, |sum, number| sum ^ run(through_exec(black_box(number))))
}

#[library_benchmark]
fn plain_await() -> u64 {
    (0..TIMES).fold(0, |sum, number| sum ^ run(by_hand(black_box(number))))
}

#[library_benchmark]
fn exec_sync_in_sync() -> u64 {
    (0..TIMES).fold(0, |sum, number| {
        sum ^ called_through_exec(black_box(number))
    })
}

#[library_benchmark]
fn plain_call() -> u64 {
    (0..TIMES).fold(0, |sum, number| sum ^ called_by_hand(black_box(number)))
}

#[library_benchmark]
fn await_async_of_ready_futures() -> u64 {
    (0..TIMES).fold(0, |sum, number| {
        sum ^ executor::await_async(ready(black_box(number)))
    })
}

// The peer of the one above; most of what both cost is to enter the runtime.
#[library_benchmark]
#[bench::entered_anew(setup = runtime)]
fn block_on_of_ready_futures(runtime: Runtime) -> u64 {
    let handle = runtime.handle();
    (0..TIMES).fold(0, |sum, number| {
        sum ^ handle.block_on(ready(black_box(number)))
    })
}

#[library_benchmark]
#[bench::entered_once(setup = runtime)]
fn await_async_where_a_runtime_is_entered(runtime: Runtime) -> u64 {
    let _entered = runtime.enter();
    (0..TIMES).fold(0, |sum, number| {
        sum ^ executor::await_async(ready(black_box(number)))
    })
}

fn runtime() -> Runtime {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    builder
        .worker_threads(1)
        .enable_all()
        .build()
        .expect("a runtime starts")
}

library_benchmark_group!(
    name = costs,
    benchmarks = [
        exec_async_in_async,
        plain_await,
        exec_sync_in_sync,
        plain_call,
        await_async_of_ready_futures,
        block_on_of_ready_futures,
        await_async_where_a_runtime_is_entered
    ]
);

main!(library_benchmark_groups = costs);
