//! Each row of the decision table, from a current-thread runtime, a multi-thread one and a plain thread. What is checked is
//! which method `exec!` picked: by the thread and the tokio task that the callee ran in, and by the counters of its type.

use std::future::Future;
use std::sync::mpsc;
use std::thread::{self, ThreadId};
use std::time::Duration;

use executor::{exec, task};

executor::task_types! {
    /// Only this file's callees.
    pub counted: io { limit: 64 }
    /// Of a callee that must never run on its type.
    pub untouched: io {}
}

/// Where a callee ran.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Place {
    thread: ThreadId,
    task: Option<tokio::task::Id>,
}

fn here() -> Place {
    Place {
        thread: thread::current().id(),
        task: tokio::task::try_id(),
    }
}

/// The name of the thread, without its number.
fn thread_name() -> String {
    thread::current()
        .name()
        .unwrap_or_default()
        .trim_end_matches(char::is_numeric)
        .to_owned()
}

#[task]
fn sync_plain() -> Place {
    here()
}

async fn async_plain() -> Place {
    tokio::task::yield_now().await;
    here()
}

#[task(type = "io")]
fn sync_io() -> (Place, String) {
    (here(), thread_name())
}

#[task(type = "cpu")]
fn sync_cpu() -> (Place, String) {
    (here(), thread_name())
}

#[task(type = "untouched")]
fn sync_untouched() -> Place {
    here()
}

#[task(type = "counted")]
fn sync_counted() -> Place {
    here()
}

#[task(type = "counted")]
async fn async_counted() -> Place {
    tokio::task::yield_now().await;
    here()
}

/// How many tasks of a type have ended.
fn done(name: &str) -> u64 {
    let table = executor::stats().to_string();
    let mut lines = table.lines();
    let head: Vec<_> = lines
        .next()
        .expect("a head line")
        .split_whitespace()
        .collect();
    let column = head
        .iter()
        .position(|title| *title == "done")
        .expect("a column `done`");
    let from_the_right = head.len() - column;
    let line = lines.find(|line| line.split_whitespace().next() == Some(name));
    line.map_or(0, |line| {
        let cells: Vec<_> = line.split_whitespace().collect();
        cells[cells.len() - from_the_right]
            .parse()
            .expect("a count")
    })
}

/// Runs `f` on a thread of its own; a test that takes longer than 20 s has hung.
fn within_limit<T: Send + 'static>(f: impl FnOnce() -> T + Send + 'static) -> T {
    let (sender, receiver) = mpsc::channel();
    let thread = thread::spawn(move || sender.send(f()));
    match receiver.recv_timeout(Duration::from_secs(20)) {
        Ok(value) => value,
        Err(mpsc::RecvTimeoutError::Timeout) => panic!("hung"),
        Err(mpsc::RecvTimeoutError::Disconnected) => {
            std::panic::resume_unwind(thread.join().expect_err("it sent nothing"))
        }
    }
}

fn on_current_thread<F: Future<Output: Send> + 'static>(f: fn() -> F) {
    within_limit(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async { tokio::task::LocalSet::new().run_until(f()).await });
        runtime.block_on(f());
    });
}

fn on_multi_thread<F: Future<Output = ()> + Send + 'static>(f: fn() -> F) {
    within_limit(move || {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build();
        let runtime = runtime.unwrap();
        runtime.block_on(f());
        runtime.block_on(async move { tokio::spawn(f()).await.unwrap() });
    });
}

fn everywhere<F: Future<Output = ()> + Send + 'static>(f: fn() -> F) {
    on_current_thread(f);
    on_multi_thread(f);
}

// ------------------------------------------------------------------------------------------------ sync code

#[task]
fn sync_calls_sync() {
    assert_eq!(exec!(sync_plain()), here(), "called here");
    assert_eq!(
        exec!(sync_untouched()),
        here(),
        "called here, though it has a type: nobody is async"
    );
    assert_eq!(done("untouched"), 0, "a plain call, which counts nowhere");
}

#[task]
fn sync_calls_limited_sync() {
    let before = done("counted");
    assert_eq!(exec!(sync_counted()), here(), "called here");
    assert!(done("counted") > before, "within a permit of its type");
}

#[task]
fn sync_calls_async() {
    let place = exec!(async_plain());
    assert_eq!(
        place.thread,
        thread::current().id(),
        "driven by this thread, which blocks"
    );
}

#[task]
fn sync_calls_limited_async() {
    let before = done("counted");
    assert_eq!(exec!(async_counted()).thread, thread::current().id());
    assert!(done("counted") > before);
}

#[task]
fn all_sync_rows() {
    sync_calls_sync();
    sync_calls_limited_sync();
    sync_calls_async();
    sync_calls_limited_async();
}

#[test]
fn sync_code_on_a_plain_thread() {
    within_limit(all_sync_rows);
}

#[test]
fn sync_code_on_a_thread_of_ours() {
    #[task]
    async fn hop() {
        exec!(all_sync_rows());
    }
    everywhere(hop);
}

#[test]
fn sync_code_on_a_blocking_thread_of_tokio() {
    everywhere(|| async { tokio::task::spawn_blocking(all_sync_rows).await.unwrap() });
}

// ------------------------------------------------------------------------------------------------ async code

#[test]
fn async_code_awaits_async_in_place() {
    #[task]
    async fn body() {
        let place = exec!(async_plain());
        assert_eq!(
            place.task,
            tokio::task::try_id(),
            "polled by this very task"
        );
    }
    everywhere(body);
}

#[test]
fn async_code_awaits_limited_async_in_place_within_a_permit() {
    #[task]
    async fn body() {
        let before = done("counted");
        assert_eq!(exec!(async_counted()).task, tokio::task::try_id());
        assert!(done("counted") > before);
    }
    everywhere(body);
}

#[test]
fn async_code_runs_sync_on_the_callee_s_type() {
    #[task]
    async fn body() {
        let (place, name) = exec!(sync_io());
        assert_ne!(place.thread, thread::current().id());
        assert!(name.starts_with("executor-io"), "{name}");
        let (place, name) = exec!(sync_cpu());
        assert_ne!(place.thread, thread::current().id());
        assert!(name.starts_with("executor-cpu"), "{name}");
        let before = done("io");
        assert_ne!(exec!(sync_plain()).thread, thread::current().id());
        assert!(done("io") > before, "what has no type runs on `io`");
    }
    everywhere(body);
}

#[test]
fn async_code_chooses_the_type_for_one_call() {
    #[task]
    async fn body() {
        assert!(exec!(<cpu> sync_io()).1.starts_with("executor-cpu"));
        assert!(exec!(<io> sync_cpu()).1.starts_with("executor-io"));
    }
    everywhere(body);
}

#[test]
fn async_code_spawns_async_as_a_task() {
    #[task]
    async fn body() {
        let spawned = exec!(spawn async_plain()).await;
        assert!(spawned.task.is_some(), "it runs in a task");
        assert_ne!(spawned.task, tokio::task::try_id(), "and in one of its own");
    }
    everywhere(body);
}

#[test]
fn async_code_spawns_sync_on_the_callee_s_type() {
    #[task]
    async fn body() {
        let (place, name) = exec!(spawn sync_cpu()).await;
        assert_ne!(place.thread, thread::current().id());
        assert!(name.starts_with("executor-cpu"), "{name}");
        let before = done("io");
        assert_ne!(
            exec!(spawn sync_plain()).await.thread,
            thread::current().id()
        );
        assert!(done("io") > before);
    }
    everywhere(body);
}

#[test]
fn a_spawned_task_goes_on_when_its_handle_is_dropped() {
    #[task]
    async fn body() {
        let (sender, receiver) = tokio::sync::oneshot::channel();
        exec!(spawn async move { sender.send(7) });
        assert_eq!(receiver.await, Ok(7));
        let (sender, receiver) = tokio::sync::oneshot::channel();
        exec!(spawn move || sender.send(8));
        assert_eq!(receiver.await, Ok(8));
    }
    everywhere(body);
}

#[test]
fn async_code_blocks_on_purpose() {
    #[task]
    async fn body() {
        let borrowed = String::from("borrowed");
        let before = thread::current().id();
        assert_eq!(exec!(block async_plain()).thread, before);
        assert_eq!(exec!(block sync_plain()).thread, before);
        assert_eq!(exec!(block borrowed.len()), 8);
        assert_eq!(exec!(block async { borrowed.len() }), 8);
    }
    everywhere(body);
}

#[test]
fn a_sync_closure_in_async_code_blocks_on_purpose() {
    #[task]
    async fn body() {
        let places: Vec<_> = (0..3).map(|_| exec!(block async_plain())).collect();
        assert!(
            places
                .iter()
                .all(|place| place.thread == thread::current().id())
        );
    }
    everywhere(body);
}

#[test]
fn blocking_lets_the_other_tasks_of_a_multi_thread_runtime_go_on() {
    #[task]
    async fn body() {
        let (sender, receiver) = std::sync::mpsc::channel();
        // Needs a worker while this one blocks.
        let other = tokio::spawn(async move { sender.send(1) });
        assert_eq!(exec!(block receiver.recv()), Ok(1));
        other.await.unwrap().unwrap();
    }
    within_limit(|| {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build();
        runtime
            .unwrap()
            .block_on(async { tokio::spawn(body()).await.unwrap() });
    });
}
