//! Knots of permits: found where there is one, and nowhere else.

mod common;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use common::{Hold, on_both, task_type, timed, until};
use executor::{Executor, Task, TaskType, spawn_task};
use tokio::sync::Notify;

task_type!(outer: Io, limit: 1);
task_type!(near: Io, limit: 1);
task_type!(far: Io, limit: 1);

/// A task that has the permit of `far` and waits for that of `outer`, once `begins`.
async fn rival(begins: Arc<Notify>) -> Task<()> {
    let holds = Arc::new(AtomicBool::new(false));
    let held = Arc::clone(&holds);
    let task = far.spawn_task(async move {
        held.store(true, Ordering::SeqCst);
        begins.notified().await;
        outer.invoke(|| ()).await;
    });
    until(|| holds.load(Ordering::SeqCst)).await;
    task
}

/// Of two calls in one `select!`, the first is held up by somebody who waits for the permit of the caller; the second can end, and with
/// it the `select!` and the caller.
async fn one_branch_goes(takes_long: bool) {
    let begins = Arc::new(Notify::new());
    let rival = rival(Arc::clone(&begins)).await;
    let chosen = outer
        .invoke(async move {
            begins.notify_one();
            let queued = || executor::stats().of(outer).map(|found| found.queued());
            until(|| queued() == Some(1)).await;
            let hold = Hold::default();
            let passes = hold.clone();
            let opened = takes_long.then(|| {
                let hold = hold.clone();
                spawn_task(async move { hold.open() })
            });
            tokio::select! {
                biased;
                () = far.invoke(|| ()) => "first",
                () = near.invoke(move || if takes_long { passes.pass() }) => {
                    if let Some(opened) = opened {
                        opened.await;
                    }
                    "second"
                }
            }
        })
        .await;
    assert_eq!(chosen, "second");
    rival.await;
}

#[test]
fn a_call_that_is_held_up_waits_until_its_task_has_polled_what_it_joins() {
    timed(|| {
        for _ in 0..50 {
            let executor = Executor::builder().worker_threads(2).build();
            executor.await_async(one_branch_goes(true));
        }
    });
}

#[test]
fn a_call_that_has_ended_holds_nobody_up_before_its_caller_sees_it() {
    timed(|| {
        for _ in 0..200 {
            let executor = Executor::builder().worker_threads(2).build();
            executor.await_async(one_branch_goes(false));
        }
    });
}

#[test]
fn joined_calls_of_two_types_are_no_knot() {
    on_both(|| async {
        let tasks: Vec<_> = (0..8)
            .map(|turn| {
                spawn_task(async move {
                    for _ in 0..200 {
                        let sum = if turn % 2 == 0 {
                            let (one, two) = tokio::join!(near.invoke(|| 1), far.invoke(|| 2));
                            one + two
                        } else {
                            let (two, one) = tokio::join!(far.invoke(|| 2), near.invoke(|| 1));
                            one + two
                        };
                        assert_eq!(sum, 3);
                    }
                })
            })
            .collect();
        for task in tasks {
            task.await;
        }
    });
}
