//! The classic mistakes that issues of tokio tell of, written with `executor`: each gives the right result, or a message that says what
//! to do.

mod common;

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use common::{on_both, timed, until};
use executor::{Executor, TaskType, exec};

use crate::task_types::alone;

executor::task_types! {
    pub(crate) alone: io { limit: 1 }
    pub(crate) few: io { limit: 2, queue: 10 }
}

static LOST: Mutex<Vec<String>> = Mutex::new(Vec::new());

fn listen() {
    executor::set_report_hook(|report| {
        LOST.lock()
            .expect("no panic under the lock")
            .push(report.to_string());
    });
}

fn is_told(parts: &[&str]) -> bool {
    let lost = LOST.lock().expect("no panic under the lock");
    lost.iter()
        .any(|text| parts.iter().all(|part| text.contains(part)))
}

#[executor::task]
async fn panics_in_the_background() {
    exec!(spawn async { panic!("nobody looks") });
}

/// tokio#2002, tokio#4516: the panic of a task whose handle is dropped is swallowed.
#[test]
fn a_panic_of_a_detached_task_is_told() {
    listen();
    on_both(|| async {
        panics_in_the_background().await;
        let parts = ["classic_mistakes.rs:", "panicked", "nobody looks"];
        until(|| is_told(&parts)).await;
    });
}

fn write_nowhere() -> std::io::Result<()> {
    std::fs::write("/no such folder/file", "text")
}

#[executor::task]
async fn fails_in_the_background() {
    exec!(spawn write_nowhere());
}

/// The `Err` of a task whose handle is dropped is swallowed as well.
#[test]
fn an_error_of_a_detached_task_is_told() {
    listen();
    on_both(|| async {
        fails_in_the_background().await;
        until(|| is_told(&["write_nowhere", "failed", "No such file"])).await;
    });
}

static WRITTEN: AtomicUsize = AtomicUsize::new(0);

fn write() {
    std::thread::yield_now();
    WRITTEN.fetch_add(1, SeqCst);
}

#[executor::task]
async fn writes_in_the_background() {
    for _ in 0..100 {
        exec!(spawn <alone> write());
        exec!(spawn async {
            tokio::task::yield_now().await;
            exec!(spawn write());
        });
    }
}

/// tokio#1703, tokio#2039: what runs in the background is lost when `main` returns.
#[test]
fn work_in_the_background_is_done_before_the_program_ends() {
    timed(|| {
        // as `#[executor::main]` does with the global one
        let executor = Executor::builder().build();
        executor.await_async(writes_in_the_background());
        let report = executor.await_async(executor.shutdown(Duration::from_secs(60)));
        assert!(report.is_clean(), "{report}");
        assert_eq!(WRITTEN.load(SeqCst), 200);
    });
}

#[executor::task]
async fn spawns_in_a_loop(waiting: &Arc<AtomicUsize>) -> usize {
    let mut most = 0;
    for _ in 0..1_000 {
        waiting.fetch_add(1, SeqCst);
        let waiting = Arc::clone(waiting);
        most = most.max(waiting.load(SeqCst));
        exec!(spawn <few> move || waiting.fetch_sub(1, SeqCst));
    }
    most
}

/// Spawns in a loop grow until memory ends.
#[test]
fn spawning_in_a_loop_waits_for_room() {
    on_both(|| async {
        let waiting = Arc::default();
        let most = spawns_in_a_loop(&waiting).await;
        // the queue, those with a permit, and the one that is about to be spawned
        assert!(most <= 10 + 2 + 2 + 1, "{most} waited at once");
        until(|| waiting.load(SeqCst) == 0).await;
    });
}

async fn answer() -> u32 {
    tokio::time::sleep(Duration::from_millis(1)).await;
    42
}

fn library_call() -> u32 {
    executor::await_async(answer())
}

/// tokio#5273, tokio#2376: `block_on` in a runtime panics.
#[test]
fn blocking_within_a_runtime_gives_the_result() {
    on_both(|| async {
        assert_eq!(executor::invoke(library_call).await, 42);
        assert_eq!(library_call_on_the_event_loop().await, 42);
        let on_a_blocking_thread = tokio::task::spawn_blocking(library_call);
        assert_eq!(on_a_blocking_thread.await.expect("no panic"), 42);
    });
}

#[executor::task]
async fn library_call_on_the_event_loop() -> u32 {
    exec!(block answer())
}

fn sum_below(number: u32) -> u32 {
    match number {
        0 => 0,
        _ => number + executor::await_async(alone.invoke(move || sum_below(number - 1))),
    }
}

/// tokio#5889: jobs of a bounded pool that wait for jobs of the same pool hang.
#[test]
fn jobs_that_wait_for_jobs_of_the_same_pool_go_on() {
    on_both(|| async {
        assert_eq!(alone.invoke(|| sum_below(50)).await, 1_275);
    });
}

/// tokio#2396: the span does not follow into a spawned task.
#[test]
fn the_span_follows_into_the_background() {
    fn name_of_span() -> Option<&'static str> {
        tracing::Span::current().metadata().map(|span| span.name())
    }

    // as a program does at its start
    let _ = tracing::subscriber::set_global_default(tracing_subscriber::registry());
    on_both(|| async {
        let request = tracing::info_span!("request");
        let (future, function) = request.in_scope(|| {
            let future = executor::spawn_task(async { name_of_span() });
            (future, executor::spawn_task(name_of_span))
        });
        assert_eq!(
            (future.await, function.await),
            (Some("request"), Some("request"))
        );
        assert_eq!(executor::spawn_task(name_of_span).await, None);
    });
}
