//! What a call borrows of a temporary (`&f().field`, `&f()[..n]`, `*f()`) is the part itself, never a copy: in every mode of
//! `exec!`, for sync and async callees.

#![allow(
    clippy::explicit_auto_deref,
    clippy::match_single_binding,
    reason = "the borrow and the scrutinee are what is tested"
)]

use std::pin::{Pin, pin};

use executor::{exec, task};

/// No `Clone`, so that no expansion could take it out of where it is.
#[derive(Default)]
struct Counter(usize);

impl Counter {
    fn add(&mut self, more: usize) -> usize {
        self.0 += more;
        self.0
    }

    async fn add_later(&mut self, more: usize) -> usize {
        tokio::task::yield_now().await;
        self.add(more)
    }
}

#[derive(Default)]
struct Counters {
    list: Vec<Counter>,
    bytes: [u8; 4],
    calls: usize,
}

impl Counters {
    fn of(length: usize) -> Self {
        let list = (0..length).map(Counter).collect();
        Self {
            list,
            ..Self::default()
        }
    }

    fn it(&mut self) -> &mut Self {
        self.calls += 1;
        self
    }

    fn seen(&self) -> &Self {
        self
    }

    fn boxed(&self) -> Box<[u8]> {
        self.bytes.into()
    }
}

fn increment(byte: &mut u8) -> u8 {
    *byte += 1;
    *byte
}

async fn increment_later(byte: &mut u8) -> u8 {
    tokio::task::yield_now().await;
    increment(byte)
}

fn sum(bytes: &[u8]) -> u8 {
    bytes.iter().sum()
}

async fn sum_later(bytes: &[u8]) -> u8 {
    sum(bytes)
}

#[task]
async fn in_async_code(counters: &mut Counters) {
    assert_eq!(exec!(counters.it().list[1].add_later(1)), 2);
    assert_eq!(exec!(block counters.it().list[1].add(1)), 3);
    assert_eq!(exec!(increment_later(&mut counters.it().bytes[0])), 1);
    assert_eq!(exec!(block increment(&mut counters.it().bytes[0])), 2);
    assert_eq!(exec!(block increment_later(&mut counters.it().bytes[0])), 3);
    let end = 1;
    assert_eq!(exec!(sum_later(&counters.seen().bytes[..end])), 3);
    assert_eq!(exec!(sum_later(&*counters.boxed())), 3);
    assert_eq!(exec!(sum_later(&counters.boxed()[1..])), 0);
    // The temporary moves to another thread, and its part is borrowed there.
    assert_eq!(exec!(sum(&*counters.boxed())), 3);
    assert_eq!(exec!(sum(&counters.boxed()[..end])), 3);
}

#[test]
fn are_borrowed_in_async_code() {
    let mut counters = Counters::of(3);
    executor::await_async(in_async_code(&mut counters));
    assert_eq!(counters.list[1].0, 3);
    assert_eq!(counters.bytes[0], 3);
    assert_eq!(counters.calls, 5, "each temporary is made once");
}

#[task]
fn in_sync_code(counters: &mut Counters) {
    assert_eq!(exec!(counters.it().list[1].add(1)), 2);
    assert_eq!(exec!(counters.it().list[1].add_later(1)), 3);
    assert_eq!(exec!(increment(&mut counters.it().bytes[0])), 1);
    assert_eq!(exec!(sum_later(&*counters.boxed())), 1);
}

#[test]
fn are_borrowed_in_sync_code() {
    let mut counters = Counters::of(3);
    in_sync_code(&mut counters);
    assert_eq!(counters.list[1].0, 3);
    assert_eq!(counters.calls, 3, "each temporary is made once");
}

struct Pool(Counters);

impl Pool {
    async fn counters(&mut self) -> &mut Counters {
        &mut self.0
    }
}

#[task]
async fn of_another_call(pool: &mut Pool) {
    assert_eq!(exec!(exec!(pool.counters()).list[2].add_later(1)), 3);
    assert_eq!(
        exec!(increment_later(&mut exec!(pool.counters()).bytes[0])),
        1
    );
    let index = async || 1;
    assert_eq!(
        exec!(block exec!(pool.counters()).list[exec!(index())].add(1)),
        2
    );
}

#[test]
fn are_borrowed_of_another_call() {
    let mut pool = Pool(Counters::of(3));
    executor::await_async(of_another_call(&mut pool));
    assert_eq!(pool.0.list[2].0, 3);
    assert_eq!(pool.0.bytes[0], 1);
}

struct Source(String);

impl Source {
    fn text(&self) -> String {
        self.0.clone()
    }
}

async fn longer<'a>(_: u8, one: &'a str, other: &'a str) -> &'a str {
    if one.len() > other.len() { one } else { other }
}

async fn both<'a, F>(one: Pin<&'a mut F>, other: Pin<&'a mut F>) -> (u8, Pin<&'a mut F>)
where
    F: Future<Output = u8>,
{
    (one.await, other)
}

async fn next() -> u8 {
    1
}

#[task]
async fn outlived() -> u8 {
    let (source, text) = (Source("text".to_owned()), Source("longer text".to_owned()));
    match exec!(longer(
        next().await,
        source.text().as_str(),
        text.text().as_str()
    )) {
        found => assert_eq!(found, "longer text"),
    }
    match exec!(both(pin!(next()), pin!(next()))) {
        (number, other) => number + other.await,
    }
}

#[test]
fn live_as_long_as_with_await() {
    assert_eq!(executor::await_async(outlived()), 2);
}
