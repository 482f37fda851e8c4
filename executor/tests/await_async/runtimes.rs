//! On an event loop, beside one, and in one that a function starts for itself.

use std::future::poll_fn;
use std::task::Poll;

use executor::{await_async, invoke};
use tokio::sync::mpsc;
use tokio::task::{LocalSet, spawn_blocking, spawn_local};

use crate::common::{self, on_both, timed};
use crate::work::all_kinds;
use crate::work::nested;

#[test]
fn on_the_event_loop_over_sockets_timers_and_yields() {
    on_both(|| async {
        assert_eq!(await_async(all_kinds()), 7);
        assert_eq!(nested(3).await, 4 * 7);
        let in_a_task = tokio::spawn(async { nested(3).await });
        assert_eq!(in_a_task.await.expect("no panic"), 4 * 7);
        let in_a_set = LocalSet::new();
        let local = in_a_set.run_until(async { spawn_local(nested(3)).await });
        assert_eq!(local.await.expect("no panic"), 4 * 7);
    });
}

#[test]
fn off_the_event_loop_over_sockets_timers_and_yields() {
    on_both(|| async {
        assert_eq!(invoke(|| await_async(nested(3))).await, 4 * 7);
        let on_a_blocking_thread = spawn_blocking(|| await_async(nested(3)));
        assert_eq!(on_a_blocking_thread.await.expect("no panic"), 4 * 7);
    });
    timed(|| assert_eq!(await_async(nested(3)), 4 * 7));
}

/// A runtime that a function starts for itself, as libraries with a sync surface do.
#[test]
fn in_a_current_thread_runtime_within_a_function() {
    fn library_call(depth: u32) -> usize {
        common::current_thread().block_on(async {
            let inner = match depth {
                0 => 0,
                _ => await_async(invoke(move || library_call(depth - 1))),
            };
            inner + await_async(nested(1))
        })
    }
    on_both(|| async { assert_eq!(invoke(|| library_call(2)).await, 3 * 2 * 7) });
}

/// The task has used up its own budget before it waits.
#[test]
fn in_a_task_without_budget() {
    on_both(|| async {
        let task = tokio::spawn(async {
            let (sender, mut receiver) = mpsc::unbounded_channel();
            (0..1_000).for_each(|number| sender.send(number).expect("it is open"));
            poll_fn(|cx| {
                while receiver.poll_recv(cx).is_ready() {}
                assert!(!receiver.is_empty(), "its budget has no end");
                assert_eq!(await_async(nested(1)), 2 * 7);
                Poll::Ready(())
            })
            .await;
        });
        task.await.expect("no panic");
    });
}
