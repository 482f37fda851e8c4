//! The faults, and what must come of each.

use std::panic::resume_unwind;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

use executor::{
    Executor, FailureKind, Stats, TaskError, TaskType, await_async, exec, is_cancelled, spawn_task,
};
use tokio::task::yield_now;

use crate::task_types::{alone, computes, few};

/// Lost failures that were reported.
static REPORTED: [AtomicU64; 2] = [AtomicU64::new(0), AtomicU64::new(0)];

/// Counts what is reported from now on.
pub(crate) fn listen() {
    executor::set_report_hook(|report| match report.kind() {
        FailureKind::Panicked => _ = REPORTED[0].fetch_add(1, Relaxed),
        _ => _ = REPORTED[1].fetch_add(1, Relaxed),
    });
}

/// What was done to the executor.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// Pieces of work that are not gone yet.
    pub(crate) alive: AtomicU64,
    works: AtomicU64,
    lost_panics: AtomicU64,
    lost_errors: AtomicU64,
    read_panics: AtomicU64,
    aborts: AtomicU64,
    dropped_calls: AtomicU64,
    blocking_chains: AtomicU64,
    shutdowns: AtomicU64,
    cut_off: AtomicU64,
    refused: AtomicU64,
}

/// Held by each piece of work.
struct Held(
    Arc<Tally>,
    #[allow(dead_code, reason = "memory that would leak with it")] Vec<u8>,
);

impl Held {
    fn new(tally: &Arc<Tally>) -> Self {
        tally.alive.fetch_add(1, Relaxed);
        tally.works.fetch_add(1, Relaxed);
        Self(Arc::clone(tally), vec![0; 512])
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.0.alive.fetch_sub(1, Relaxed);
    }
}

fn count(counter: &AtomicU64) {
    counter.fetch_add(1, Relaxed);
}

/// A panic that the panic hook does not print.
fn panics() -> ! {
    resume_unwind(Box::new("on purpose"))
}

/// Has so many users misuse the executor for so long.
pub(crate) async fn users(users: usize, time: Duration, tally: Arc<Tally>) {
    let begin = Instant::now();
    let user = |number: usize| {
        let tally = Arc::clone(&tally);
        spawn_task(async move {
            let mut turn = number;
            while begin.elapsed() < time {
                misuse(turn, &tally).await;
                turn += 1;
            }
        })
    };
    let users: Vec<_> = (0..users).map(user).collect();
    for user in users {
        user.await;
    }
}

async fn misuse(turn: usize, tally: &Arc<Tally>) {
    match turn % 9 {
        0 => loses_panics(tally),
        1 => loses_errors(tally).await,
        2 => reads_panics(tally).await,
        3 => aborts(tally).await,
        4 => drops_calls(tally).await,
        5 => blocks_in_chains(tally).await,
        6 => presses(tally).await,
        7 => computes_beside(tally).await,
        // an event loop of its own is dear
        _ if turn.is_multiple_of(4) => shuts_down(turn, tally).await,
        _ => yield_now().await,
    }
}

fn loses_panics(tally: &Arc<Tally>) {
    let (function, future) = (Held::new(tally), Held::new(tally));
    tally.lost_panics.fetch_add(2, Relaxed);
    drop(few.spawn_task(move || {
        let _held = function;
        panics()
    }));
    drop(spawn_task(async move {
        let _held = future;
        yield_now().await;
        panics()
    }));
}

fn fails(held: Held) -> Result<(), &'static str> {
    drop(held);
    Err("on purpose")
}

#[executor::task]
async fn loses_errors(tally: &Arc<Tally>) {
    count(&tally.lost_errors);
    let held = Held::new(tally);
    exec!(spawn <few> fails(held));
}

async fn reads_panics(tally: &Arc<Tally>) {
    let (function, future) = (Held::new(tally), Held::new(tally));
    let tasks = [
        alone.spawn_task(move || {
            let _held = function;
            panics()
        }),
        alone.spawn_task(async move {
            let _held = future;
            panics()
        }),
    ];
    for task in tasks {
        let result: Result<(), _> = task.join().await;
        assert!(result.expect_err("it panics").is_panicked());
        count(&tally.read_panics);
    }
}

async fn aborts(tally: &Arc<Tally>) {
    let (waits, runs, queued) = (Held::new(tally), Held::new(tally), Held::new(tally));
    let waits = spawn_task(async move {
        let _held = waits;
        std::future::pending::<()>().await;
    });
    let runs = few.spawn_task(move || {
        let _held = runs;
        while !is_cancelled() {
            std::thread::yield_now();
        }
    });
    let queued = alone.spawn_task(move || drop(queued));
    yield_now().await;
    for task in [waits, runs, queued] {
        task.abort();
        let result = task.join().await;
        assert!(
            matches!(result, Ok(()) | Err(TaskError::Aborted)),
            "{result:?}"
        );
        count(&tally.aborts);
    }
}

async fn drops_calls(tally: &Arc<Tally>) {
    let (first, second) = (Held::new(tally), Held::new(tally));
    for call in [
        few.invoke(move || drop(first)),
        few.invoke(move || drop(second)),
    ] {
        let mut call = pin!(call);
        let _ = futures::poll!(call.as_mut());
        count(&tally.dropped_calls);
    }
}

fn nest(depth: u32, tally: &Arc<Tally>) -> u32 {
    if depth == 0 {
        return 0;
    }
    let (held, below) = (Held::new(tally), Arc::clone(tally));
    await_async(alone.invoke(move || {
        let _held = held;
        nest(depth - 1, &below) + 1
    }))
}

async fn blocks_in_chains(tally: &Arc<Tally>) {
    let (held, below) = (Held::new(tally), Arc::clone(tally));
    let depth = few.invoke(move || {
        let _held = held;
        nest(4, &below)
    });
    assert_eq!(depth.await, 4);
    count(&tally.blocking_chains);
}

#[executor::task]
async fn presses(tally: &Arc<Tally>) {
    for _ in 0..32 {
        let held = Held::new(tally);
        exec!(spawn <few> drop(held));
    }
}

async fn computes_beside(tally: &Arc<Tally>) {
    let calls: Vec<_> = (0..4)
        .map(|_| {
            let held = Held::new(tally);
            computes.invoke(move || {
                let sum: u64 = (0..1_000).map(std::hint::black_box).sum();
                drop(held);
                sum
            })
        })
        .collect();
    for sum in futures::future::join_all(calls).await {
        assert_eq!(sum, 499_500);
    }
}

/// An executor that is shut down while it has work of each kind.
async fn shuts_down(turn: usize, tally: &Arc<Tally>) {
    let executor = Executor::builder().worker_threads(1).build();
    let mut tasks = Vec::new();
    for number in 0..6 {
        let held = Held::new(tally);
        tasks.push(match number % 3 {
            0 => executor.spawn_task(async move {
                let _held = held;
                std::future::pending::<()>().await;
            }),
            1 => executor.spawn_task(move || {
                let _held = held;
                while !is_cancelled() {
                    std::thread::yield_now();
                }
            }),
            _ => executor.spawn_task(move || drop(held)),
        });
    }
    let deadline = Duration::from_micros(turn as u64 % 3 * 100);
    let report = executor.shutdown(deadline).await;
    tally
        .cut_off
        .fetch_add(report.unfinished().len() as u64, Relaxed);
    let held = Held::new(tally);
    tasks.push(executor.spawn_task(move || drop(held)));
    let mut ended = 0;
    for task in tasks {
        match task.join().await {
            Ok(()) => ended += 1,
            Err(TaskError::ShutDown) => {}
            Err(error) => panic!("{error}"),
        }
    }
    count(&tally.refused);
    assert_eq!(ended + report.unfinished().len(), 6, "{report}");
    count(&tally.shutdowns);
}

/// Everything that was lost was reported once, and the counts agree.
pub(crate) fn check(tally: &Tally, stats: &Stats) {
    let reported = [&REPORTED[0], &REPORTED[1]].map(|count| count.load(Relaxed));
    let lost = [&tally.lost_panics, &tally.lost_errors].map(|count| count.load(Relaxed));
    assert_eq!(reported, lost, "panics and errors: reported, lost");
    for found in stats.types() {
        assert_eq!((found.running(), found.queued()), (0, 0), "{stats}");
    }
    let panicked: u64 = stats.types().iter().map(|found| found.panicked()).sum();
    assert_eq!(
        panicked,
        lost[0] + tally.read_panics.load(Relaxed),
        "{stats}"
    );
}
