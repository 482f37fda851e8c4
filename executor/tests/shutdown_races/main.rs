//! No task is both reported done and lost, and none is neither: random programs, with a shutdown at a random moment.
//!
//! After each round every task must be accounted for exactly once: its result was read, its failure was reported as lost, it was
//! aborted, it was refused, or the report of the shutdown names it; the counts of its executor must agree, and nothing may hang.
//!
//! `EXECUTOR_ROUNDS=100000` sets the number of rounds, `EXECUTOR_FIRST_ROUND=100000` the first one, so that others than the usual ones
//! run, and `EXECUTOR_ROUND=7` runs that one, again and again.

#[path = "../common/mod.rs"]
mod common;

mod check;
mod program;
mod record;
mod rng;
mod run;
mod start;

use std::pin::pin;
use std::sync::atomic::Ordering::SeqCst;
use std::sync::{Arc, Mutex, mpsc};
use std::time::{Duration, Instant};

use executor::{Executor, Report, ShutdownReport, TaskError};

use crate::check::Found;
use crate::program::{By, Program, Runtime};
use crate::record::Round;
use crate::start::Seed;

executor::task_types! {
    pub(crate) one: io { limit: 1, queue: 2 }
    pub(crate) two: io { limit: 2 }
    /// What tasks run in place.
    pub(crate) place: io { limit: 1 }
}

const ROUNDS: u64 = 1_000;

/// A round that takes longer hangs.
const LIMIT: Duration = Duration::from_secs(60);

/// What is told of a task a moment after it has ended must be there after this.
const SETTLED: Duration = Duration::from_secs(20);

static LOST: Mutex<Vec<Report>> = Mutex::new(Vec::new());

/// The tasks catch panics that say so, of which there are thousands.
fn stay_silent_about_refusals() {
    let print = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let text = panic.payload().downcast_ref::<String>();
        if !text.is_some_and(|text| text.contains("has shut down")) {
            print(panic);
        }
    }));
}

#[test]
fn every_task_is_accounted_for_exactly_once() {
    executor::set_report_hook(|report| {
        LOST.lock()
            .expect("no panic under the lock")
            .push(report.clone())
    });
    stay_silent_about_refusals();
    let rounds = common::number("EXECUTOR_ROUNDS").unwrap_or(ROUNDS);
    let first = common::number("EXECUTOR_FIRST_ROUND").unwrap_or(0);
    let always = common::number("EXECUTOR_ROUND");
    let (begins, begun) = mpsc::channel();
    let before = common::threads();
    let shared = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime");
    let run = move || {
        for round in first..first + rounds {
            let program = Arc::new(Program::random(always.unwrap_or(round)));
            let _ = begins.send(Arc::clone(&program));
            play(&program, &shared);
        }
    };
    let thread = std::thread::spawn(run);
    let mut last = None;
    loop {
        match begun.recv_timeout(LIMIT) {
            Ok(program) => last = Some(program),
            Err(mpsc::RecvTimeoutError::Disconnected) => break,
            Err(mpsc::RecvTimeoutError::Timeout) => panic!("this hangs: {last:#?}"),
        }
    }
    if let Err(payload) = thread.join() {
        std::panic::resume_unwind(payload);
    }
    threads_end(before);
}

/// The threads of an executor that has shut down end, those of all rounds.
fn threads_end(before: Option<usize>) {
    let begin = Instant::now();
    while common::threads() > before {
        assert!(
            begin.elapsed() < SETTLED,
            "there are still {:?} threads, of {before:?}",
            common::threads()
        );
        std::thread::yield_now();
    }
}

/// Runs one program, and checks what was told of it.
fn play(program: &Arc<Program>, shared: &tokio::runtime::Runtime) {
    let executor = Executor::builder().worker_threads(2).max_threads(8).build();
    let seed = Seed {
        program: Arc::clone(program),
        round: Round::new(program.nodes.len()),
        task: 0,
    };
    let driver = drive(executor.clone(), seed.clone());
    let shutdown = match program.runtime {
        Runtime::Own => executor.await_async(driver),
        Runtime::MultiThread => shared.block_on(executor.invoke(driver)),
        Runtime::CurrentThread => tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime")
            .block_on(executor.invoke(driver)),
    };
    settle(&executor, &seed, &shutdown);
    LOST.lock().expect("no panic under the lock").clear();
}

/// Waits until everything agrees.
fn settle(executor: &Executor, seed: &Seed, shutdown: &ShutdownReport) {
    let begin = Instant::now();
    loop {
        join_kept(&seed.round);
        let is_over = seed.round.alive.load(SeqCst) == 0;
        let lost = LOST.lock().expect("no panic under the lock").clone();
        let mistakes = check::mistakes(&Found {
            program: &seed.program,
            round: &seed.round,
            shutdown,
            lost: &lost,
            stats: &executor.stats(),
        });
        if is_over && mistakes.is_empty() {
            return;
        }
        assert!(
            begin.elapsed() < SETTLED,
            "{:#?}\n{shutdown}\n{lost:#?}\n{}\nin round {}",
            seed.program,
            mistakes.join("\n"),
            seed.program.number
        );
        std::thread::yield_now();
    }
}

/// Joins what was kept; functions that go on after the shutdown may keep more.
fn join_kept(round: &Round) {
    let kept = std::mem::take(&mut *round.kept.lock().expect("no panic under the lock"));
    for (task, handle) in kept {
        round.joined(task, &futures::executor::block_on(handle.join()));
    }
}

/// Starts the tasks, and shuts their executor down.
async fn drive(executor: Executor, seed: Seed) -> ShutdownReport {
    let program = &seed.program;
    for &root in &program.roots {
        run::start_root(&seed, root);
    }
    let (yields, micros) = program.moment;
    for _ in 0..yields {
        tokio::task::yield_now().await;
    }
    let begin = Instant::now();
    while begin.elapsed() < Duration::from_micros(micros as u64) {
        tokio::task::yield_now().await;
    }
    let late = || {
        program
            .late
            .iter()
            .for_each(|&root| run::start_root(&seed, root))
    };
    let close = || seed.round.is_closing.store(true, SeqCst);
    if program.by == By::ATaskOfIts {
        let (own, deadline, round) = (executor.clone(), program.deadline, Arc::clone(&seed.round));
        let task = executor.spawn_task(async move {
            round.is_closing.store(true, SeqCst);
            own.shutdown(deadline).await
        });
        late();
        let result: Result<_, TaskError> = task.join().await;
        return result.expect("it does not wait for itself");
    }
    close();
    if program.by == By::OutsideAgain {
        let early = pin!(executor.shutdown(program.deadline));
        if let std::task::Poll::Ready(report) = futures::poll!(early) {
            late();
            return report;
        }
    }
    let mut shutdown = pin!(executor.shutdown(program.deadline));
    let first = futures::poll!(shutdown.as_mut());
    late();
    match first {
        std::task::Poll::Ready(report) => report,
        std::task::Poll::Pending => shutdown.await,
    }
}
