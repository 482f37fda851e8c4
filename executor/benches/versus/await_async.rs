//! Blocking a thread for a future.

use std::future::ready;
use std::hint::black_box;
use std::thread;

use tokio::runtime::Runtime;
use tokio::sync::oneshot;

use crate::measure::{nanoseconds, repeat};
use crate::row::{Goal, Row, Table};

const READY: u64 = 100_000;
const WOKEN: u64 = 3_000;

pub(crate) fn rows(runtime: &Runtime, table: &mut Table) {
    let handle = runtime.handle().clone();
    let goal = |ratio| [Goal::Peer("Handle::block_on", ratio)];
    table.add(Row::measured(
        "await_async, ready future, plain thread",
        "ns",
        &goal(0.5),
        &mut [
            (
                "await_async",
                Box::new(|| {
                    repeat(READY, |number| {
                        black_box(executor::await_async(ready(black_box(number))));
                    })
                }),
            ),
            (
                "Handle::block_on",
                Box::new(|| {
                    repeat(READY, |number| {
                        black_box(handle.block_on(ready(black_box(number))));
                    })
                }),
            ),
        ],
    ));
    table.add(Row::measured(
        "await_async, ready future, thread of ours",
        "ns",
        &[],
        &mut [
            (
                "await_async",
                Box::new(|| on_our_thread(runtime, |number| executor::await_async(ready(number)))),
            ),
            (
                "Handle::block_on",
                Box::new(|| {
                    let handle = handle.clone();
                    on_our_thread(runtime, move |number| handle.block_on(ready(number)))
                }),
            ),
        ],
    ));
    table.add(Row::measured(
        "await_async, woken by another thread",
        "ns",
        &goal(0.9),
        &mut [
            (
                "await_async",
                Box::new(|| woken(|answered| executor::await_async(answered))),
            ),
            (
                "Handle::block_on",
                Box::new(|| woken(|answered| handle.block_on(answered))),
            ),
        ],
    ));
}

/// The time of one `wait` in a sync function that runs on one of our threads.
fn on_our_thread(runtime: &Runtime, wait: impl Fn(u64) -> u64 + Send + 'static) -> f64 {
    runtime.block_on(executor::invoke(move || {
        repeat(READY, |number| {
            black_box(wait(black_box(number)));
        })
    }))
}

type Answered = oneshot::Receiver<u64>;
type Question = oneshot::Sender<u64>;

/// The time of one question to a thread that answers at once.
fn woken(wait: impl Fn(Answered) -> Result<u64, oneshot::error::RecvError>) -> f64 {
    let (ask, asked) = crossbeam_channel::unbounded::<Question>();
    let answerer = thread::spawn(move || {
        for (number, question) in asked.into_iter().enumerate() {
            let _ = question.send(number as u64);
        }
    });
    let start = std::time::Instant::now();
    for _ in 0..WOKEN {
        let (question, answered) = oneshot::channel();
        ask.send(question).expect("it listens");
        black_box(wait(answered).expect("it answers"));
    }
    let time = nanoseconds(start.elapsed()) / WOKEN as f64;
    drop(ask);
    answerer.join().expect("it does not panic");
    time
}
