//! The counts of an executor.

mod common;

use std::future::Future;
use std::sync::{Arc, Mutex};
use std::task::{Context, Wake, Waker};
use std::time::Duration;

use common::{Hold, task_type, timed};
use executor::{Executor, TaskType};

task_type!(two: Io, limit: 2);

#[test]
fn counts_each_kind_of_work_once() {
    timed(|| {
        let executor = Executor::builder().build();
        executor.await_async(async {
            two.invoke(|| ()).await;
            two.invoke(async {}).await;
            two.spawn_task(|| ()).await;
            two.spawn_task(async {}).await;
            two.spawn_task(async { Err::<(), _>("an error") })
                .await
                .expect_err("an error");
            two.spawn_task(|| panic!("counted"))
                .join()
                .await
                .expect_err("it panics");
            two.spawn_task(async { panic!("counted") })
                .join()
                .await
                .expect_err("it panics");
            let in_place = std::panic::AssertUnwindSafe(two.invoke(async { panic!("counted") }));
            futures::FutureExt::catch_unwind(in_place)
                .await
                .expect_err("it panics");
            let aborted = two.spawn_task(std::future::pending::<()>());
            aborted.abort();
            aborted.join().await.expect_err("it was aborted");
            drop(two.invoke(async {}));
        });
        executor.await_async(two_in_sync_code);
        let stats = executor.stats();
        let found = stats.of(two).expect("it was used");
        assert_eq!(
            (found.name(), found.running(), found.queued()),
            ("two", 0, 0)
        );
        assert_eq!((found.done(), found.panicked()), (10, 3));
        assert!(found.ran() > Duration::ZERO && found.waited() > Duration::ZERO);
    });
}

fn two_in_sync_code() {
    assert_eq!(
        two.await_async(|| executor::stats().of(two).map(|found| found.running())),
        Some(1)
    );
}

#[test]
fn prints_a_table() {
    timed(|| {
        let executor = Executor::builder().build();
        executor.await_async(async {
            let hold = Hold::default();
            let tasks: Vec<_> = (0..5)
                .map(|_| {
                    let hold = hold.clone();
                    two.spawn_task(move || hold.pass())
                })
                .collect();
            hold.arrived(2);
            let table = executor::stats().to_string();
            let mut lines = table.lines();
            let head: Vec<_> = lines
                .next()
                .expect("a head line")
                .split_whitespace()
                .collect();
            assert_eq!(head[..5], ["type", "running", "queued", "done", "panicked"]);
            let names: Vec<_> = lines
                .clone()
                .filter_map(|line| line.split_whitespace().next())
                .collect();
            assert_eq!(names, ["io", "cpu", "two"]);
            let found = lines.next_back().expect("its line");
            assert_eq!(
                found.split_whitespace().collect::<Vec<_>>()[1..5],
                ["2", "3", "0", "0"]
            );
            let widths: Vec<_> = table.lines().map(|line| line.chars().count()).collect();
            assert!(widths.iter().all(|width| *width == widths[0]), "{table}");
            hold.open();
            for task in tasks {
                task.await;
            }
        });
    });
}

#[test]
fn the_wait_for_a_permit_is_no_run_time() {
    task_type!(alone: Io, limit: 1);
    const LONG: Duration = Duration::from_millis(50);
    timed(|| {
        let executor = Executor::builder().build();
        executor.await_async(async {
            let hold = Hold::default();
            let holds = hold.clone();
            let first = alone.spawn_task(move || holds.pass());
            hold.arrived(1);
            let [waits, is_aborted] = [(); 2].map(|()| alone.spawn_task(async {}));
            std::thread::sleep(LONG);
            is_aborted.abort();
            is_aborted.join().await.expect_err("it was aborted");
            let before = executor::stats().of(alone).map(|found| found.ran());
            hold.open();
            first.await;
            waits.await;
            let stats = executor::stats();
            let found = stats.of(alone).expect("it was used");
            assert!(found.waited() >= 2 * LONG, "{stats}");
            assert_eq!(before, Some(Duration::ZERO), "{stats}");
        });
    });
}

#[test]
fn a_limit_may_be_set_anew() {
    timed(|| {
        let executor = Executor::builder().limit(two, 3).build();
        let hold = Hold::default();
        executor.await_async(async {
            let tasks: Vec<_> = (0..4)
                .map(|_| {
                    let hold = hold.clone();
                    two.spawn_task(move || hold.pass())
                })
                .collect();
            hold.arrived(3);
            let stats = executor::stats();
            assert_eq!(
                stats.of(two).map(|found| (found.running(), found.queued())),
                Some((3, 1))
            );
            hold.open();
            for task in tasks {
                task.await;
            }
        });
    });
}

#[test]
fn a_limited_type_has_no_more_threads_than_permits() {
    timed(|| {
        let executor = Executor::builder().build();
        executor.await_async(async {
            for _ in 0..100 {
                let tasks: Vec<_> = (0..20).map(|_| two.spawn_task(|| ())).collect();
                for task in tasks {
                    task.await;
                }
            }
            let threads = executor::stats().of(two).map(|found| found.threads());
            assert!(threads.is_some_and(|threads| threads <= 2), "{threads:?}");
        });
        // those that wait are not counted
        fn nest(depth: u32) -> u32 {
            match depth {
                0 => 0,
                _ => 1 + executor::await_async(two.invoke(move || nest(depth - 1))),
            }
        }
        assert_eq!(
            executor.await_async(async { two.invoke(|| nest(10)).await }),
            10
        );
    });
}

/// Looks at the counts when it is woken: in the moment in which a permit is handed on.
struct Looks(Executor, Mutex<Vec<(usize, u64)>>);

impl Wake for Looks {
    fn wake(self: Arc<Self>) {
        let stats = self.0.stats();
        let found = stats.of(alone).expect("it was used");
        let mut seen = self.1.lock().expect("no panic under the lock");
        seen.push((found.running(), found.done()));
    }
}

task_type!(alone: Io, limit: 1);

#[test]
fn no_more_run_than_the_limit_while_a_permit_is_handed_on() {
    timed(|| {
        for is_future in [false, true] {
            let executor = Executor::builder().worker_threads(1).build();
            let looks = Arc::new(Looks(executor.clone(), Mutex::default()));
            executor.await_async(async {
                let hold = Hold::default();
                let holds = hold.clone();
                let task = if is_future {
                    alone.spawn_task(async move { holds.pass() })
                } else {
                    alone.spawn_task(move || holds.pass())
                };
                hold.arrived(1);
                let mut waits = Box::pin(alone.invoke(async {}));
                let waker = Waker::from(Arc::clone(&looks));
                assert!(
                    waits
                        .as_mut()
                        .poll(&mut Context::from_waker(&waker))
                        .is_pending()
                );
                hold.open();
                task.await;
                waits.await;
            });
            let seen = looks.1.lock().expect("no panic under the lock");
            assert_eq!(*seen, [(1, 1)], "running and done, a future: {is_future}");
        }
    });
}

/// Looks at the counts when it is dropped.
struct LooksAtItsEnd(std::sync::mpsc::Sender<Option<usize>>);

impl Drop for LooksAtItsEnd {
    fn drop(&mut self) {
        let running = executor::stats().of(alone).map(|found| found.running());
        let _ = self.0.send(running);
    }
}

#[test]
fn what_is_given_up_in_the_queue_is_not_counted_as_running() {
    timed(|| {
        let executor = Executor::builder().build();
        executor.await_async(async {
            let (hold, (tells, told)) = (Hold::default(), std::sync::mpsc::channel());
            let holds = hold.clone();
            let task = alone.spawn_task(move || holds.pass());
            hold.arrived(1);
            let looks = LooksAtItsEnd(tells);
            alone.spawn_task(move || drop(looks)).abort();
            assert_eq!(told.recv(), Ok(Some(1)));
            hold.open();
            task.await;
        });
    });
}
