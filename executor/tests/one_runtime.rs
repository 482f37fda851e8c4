//! Inside of work of ours a wait runs on its caller's runtime, and no other one is started: in a process of its own, which has no
//! other tests.

mod common;

use common::{task_type, timed};
use executor::{TaskType, await_async, invoke, spawn_task};
use tokio::runtime::{Handle, Id, Runtime};
use tokio::task::{spawn_blocking, yield_now};

task_type!(limited: Io, limit: 1);

/// The runtime that a future finds itself on, after it has waited for it to be driven.
async fn here() -> Id {
    tokio::time::sleep(std::time::Duration::from_millis(1)).await;
    yield_now().await;
    tokio::spawn(async { Handle::current().id() })
        .await
        .expect("no panic")
}

/// Waits in functions, in tasks, and in both within each other.
async fn all_ways(depth: u32) -> Vec<Id> {
    let mut found = vec![
        here().await,
        invoke(|| await_async(here())).await,
        limited.invoke(|| await_async(here())).await,
        limited.invoke(here()).await,
        spawn_task(here()).await,
        spawn_task(|| await_async(here())).await,
        limited.spawn_task(|| await_async(here())).await,
        spawn_blocking(|| await_async(here()))
            .await
            .expect("no panic"),
    ];
    if depth > 0 {
        found.extend(invoke(move || await_async(all_ways(depth - 1))).await);
        found.extend(spawn_task(move || await_async(Box::pin(all_ways(depth - 1)))).await);
    }
    found
}

/// The names of the threads of this process, where the system tells them.
fn threads() -> Vec<String> {
    let Ok(tasks) = std::fs::read_dir("/proc/self/task") else {
        return Vec::new();
    };
    let name = |task: std::fs::DirEntry| std::fs::read_to_string(task.path().join("comm"));
    let names = tasks.flatten().flat_map(name);
    names.map(|name| name.trim_end().to_owned()).collect()
}

/// The threads of the executor's own event loop have this name.
fn own_event_loop() -> usize {
    threads().iter().filter(|name| *name == "executor").count()
}

fn runs_on(runtime: &Runtime) {
    let id = runtime.handle().id();
    let found = runtime.block_on(all_ways(2));
    assert!(found.iter().all(|found| *found == id), "{found:?}");
    assert_eq!(own_event_loop(), 0, "{:?}", threads());
}

#[test]
fn waits_run_on_their_callers_runtime_and_no_other_appears() {
    timed(|| {
        runs_on(&common::multi_thread());
        runs_on(&common::current_thread());
        // where there is no runtime, ours is started
        let id = await_async(here());
        assert_eq!(await_async(invoke(|| await_async(here()))), id);
        if !threads().is_empty() {
            assert!(own_event_loop() > 0, "{:?}", threads());
        }
    });
}
