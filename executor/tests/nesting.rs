//! Calls of a type with one permit, nested a thousand deep, in every way that there is: each borrows, and none hangs.

mod common;

use std::panic::resume_unwind;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::thread::Builder;

use common::{task_type, timed, until};
use executor::{Executor, TaskType, await_async};
use futures::future::{BoxFuture, FutureExt};

task_type!(alone: Io, limit: 1);

const DEPTH: u32 = 1_000;

/// Room for calls that lie above each other on one stack, in a debug build.
const STACK: usize = 256 << 20;

/// The ways in which sync code and async code call the next level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// A function: here in sync code, on purpose in async code.
    Here,
    /// A future, blocked for.
    BlockedFor,
    /// A function on another thread.
    Invoked,
    /// A future in place.
    InPlace,
    SpawnedFunction,
    SpawnedFuture,
}

const WAYS: [Way; 6] = [
    Way::Here,
    Way::BlockedFor,
    Way::Invoked,
    Way::InPlace,
    Way::SpawnedFunction,
    Way::SpawnedFuture,
];

/// Which way each level goes.
type Choose = fn(u32) -> Way;

// A task is spawned within the wait for it: where this runs on the thread of a current-thread runtime, that stands still.
fn in_sync(depth: u32, choose: Choose) -> u32 {
    let Some(next) = depth.checked_sub(1) else {
        return 0;
    };
    1 + match choose(depth) {
        Way::Here => alone.await_async(move || in_sync(next, choose)),
        Way::BlockedFor => alone.await_async(in_async(next, choose)),
        Way::Invoked => await_async(alone.invoke(move || in_sync(next, choose))),
        Way::InPlace => await_async(alone.invoke(in_async(next, choose))),
        Way::SpawnedFunction => {
            await_async(async { alone.spawn_task(move || in_sync(next, choose)).await })
        }
        Way::SpawnedFuture => await_async(async { alone.spawn_task(in_async(next, choose)).await }),
    }
}

fn in_async(depth: u32, choose: Choose) -> BoxFuture<'static, u32> {
    let level = async move {
        let Some(next) = depth.checked_sub(1) else {
            return 0;
        };
        1 + match choose(depth) {
            Way::Here => alone.await_async(move || in_sync(next, choose)),
            Way::BlockedFor => alone.await_async(in_async(next, choose)),
            Way::Invoked => alone.invoke(move || in_sync(next, choose)).await,
            Way::InPlace => alone.invoke(in_async(next, choose)).await,
            Way::SpawnedFunction => alone.spawn_task(move || in_sync(next, choose)).await,
            Way::SpawnedFuture => alone.spawn_task(in_async(next, choose)).await,
        }
    };
    level.boxed()
}

/// Runs a chain in an executor, from within a permit; a stranger that asks for the permit meanwhile has it only after the chain.
async fn chain(executor: Executor, choose: Choose) {
    let is_over = Arc::new(AtomicBool::new(false));
    let sees = Arc::clone(&is_over);
    let strangers = executor.clone();
    let outermost = alone.invoke(async move {
        let asks =
            move || strangers.await_async(async { alone.invoke(move || sees.load(SeqCst)).await });
        let stranger = std::thread::spawn(asks);
        let queued = || executor.stats().of(alone).map(|found| found.queued());
        until(|| queued() == Some(1)).await;
        assert_eq!(in_async(DEPTH, choose).await, DEPTH);
        assert_eq!(in_sync_on_purpose(choose), DEPTH);
        is_over.store(true, SeqCst);
        stranger
    });
    let stranger = outermost.await;
    assert!(stranger.join().expect("no panic"), "it came in between");
}

/// From a sync function, which blocks the event loop.
fn in_sync_on_purpose(choose: Choose) -> u32 {
    await_async(|| in_sync(DEPTH, choose))
}

/// Runs a chain on no runtime, and on each kind of runtime.
fn everywhere(choose: Choose) {
    let run = move || {
        let executor = || Executor::builder().worker_threads(2).max_threads(2).build();
        let own = executor();
        own.await_async(chain(own.clone(), choose));
        for runtime in [common::current_thread(), common::multi_thread()] {
            let own = executor();
            runtime.block_on(own.invoke(chain(own.clone(), choose)));
        }
    };
    timed(move || {
        let thread = Builder::new().stack_size(STACK).spawn(run);
        if let Err(panic) = thread.expect("a thread").join() {
            resume_unwind(panic);
        }
    });
}

#[test]
fn functions_here() {
    everywhere(|_| Way::Here);
}

#[test]
fn futures_that_are_blocked_for() {
    everywhere(|_| Way::BlockedFor);
}

#[test]
fn functions_on_other_threads() {
    everywhere(|_| Way::Invoked);
}

#[test]
fn futures_in_place() {
    everywhere(|_| Way::InPlace);
}

#[test]
fn spawned_functions_that_are_awaited() {
    everywhere(|_| Way::SpawnedFunction);
}

#[test]
fn spawned_futures_that_are_awaited() {
    everywhere(|_| Way::SpawnedFuture);
}

#[test]
fn all_ways_in_turn() {
    everywhere(|depth| WAYS[depth as usize % WAYS.len()]);
}

#[test]
fn all_ways_at_random() {
    // a multiplicative hash (Knuth, "The Art of Computer Programming", volume 3, 6.4)
    fn way<const SEED: u32>(depth: u32) -> Way {
        let hash = (depth ^ SEED).wrapping_mul(2_654_435_769) >> 16;
        WAYS[hash as usize % WAYS.len()]
    }
    for choose in [way::<1>, way::<2_000>, way::<3_000_000>] as [Choose; 3] {
        everywhere(choose);
    }
}
