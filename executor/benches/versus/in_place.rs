//! `exec!` where no hop is needed, against the same written by hand. What it costs to the instruction is told by the bench
//! `instructions`; here are time, size and allocations.

use std::hint::black_box;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use executor::{exec, task};
use tokio::runtime::Runtime;

use crate::allocations::kept_by;
use crate::measure::repeat;
use crate::row::{Goal, Row, Table};

const TIMES: u64 = 1_000_000;

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

pub(crate) fn rows(_: &Runtime, table: &mut Table) {
    table.add(Row::measured(
        "exec! async → async, in place",
        "ns",
        &[Goal::Peer(".await", 1.01)],
        &mut [
            (
                "exec!",
                Box::new(|| repeat(TIMES, |number| _ = black_box(run(through_exec(number))))),
            ),
            (
                ".await",
                Box::new(|| repeat(TIMES, |number| _ = black_box(run(by_hand(number))))),
            ),
        ],
    ));
    table.add(Row::of(
        "exec! async → async, in place, size of the future",
        "bytes",
        &[Goal::Peer(".await", 1.0)],
        size_of_val(&through_exec(1)) as f64,
        vec![(".await", size_of_val(&by_hand(1)) as f64)],
    ));
    let (_, kept) = kept_by(|| run(through_exec(1)));
    table.add(Row::of(
        "exec! async → async, in place, allocated",
        "bytes",
        &[],
        kept,
        Vec::new(),
    ));
    table.add(Row::measured(
        "exec! sync → sync, no limited type",
        "ns",
        &[Goal::Peer("direct call", 1.01)],
        &mut [
            (
                "exec!",
                Box::new(|| {
                    repeat(TIMES, |number| {
                        _ = black_box(called_through_exec(black_box(number)))
                    })
                }),
            ),
            (
                "direct call",
                Box::new(|| {
                    repeat(TIMES, |number| {
                        _ = black_box(called_by_hand(black_box(number)))
                    })
                }),
            ),
        ],
    ));
}
