//! The pool on real threads.

use std::io;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Barrier, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use super::{IDLE, Job, Pool, StartThread, threads, waiting};

const LIMIT: Duration = Duration::from_secs(20);

/// Waits for `count` messages; none within the limit is a hang.
fn receive(messages: &mpsc::Receiver<()>, count: usize) {
    for received in 0..count {
        let message = messages.recv_timeout(LIMIT);
        assert!(message.is_ok(), "hangs after {received} of {count}");
    }
}

fn until(what: &str, condition: impl Fn() -> bool) {
    let start = Instant::now();
    while !condition() {
        assert!(start.elapsed() < LIMIT, "never: {what}");
        thread::yield_now();
    }
}

fn job(run: impl FnOnce() + Send + 'static) -> Job {
    Job::calling(run)
}

#[test]
fn runs_each_job_once() {
    let pool = Pool::new("once", 4);
    let ran = Arc::new(AtomicUsize::new(0));
    let (done, jobs_done) = mpsc::channel();
    for _ in 0..10_000 {
        let (ran, done) = (Arc::clone(&ran), done.clone());
        pool.submit(job(move || {
            ran.fetch_add(1, Ordering::Relaxed);
            done.send(()).unwrap();
        }));
    }
    receive(&jobs_done, 10_000);
    assert_eq!(ran.load(Ordering::Relaxed), 10_000);
    assert!(pool.threads() <= 4);
}

#[test]
fn grows_while_all_threads_block() {
    let pool = Pool::new("grows", 64);
    let all = Arc::new(Barrier::new(64));
    let (done, jobs_done) = mpsc::channel();
    for _ in 0..64 {
        let (all, done) = (Arc::clone(&all), done.clone());
        pool.submit(job(move || {
            all.wait();
            done.send(()).unwrap();
        }));
    }
    receive(&jobs_done, 64);
    assert_eq!(pool.threads(), 64);
}

#[test]
fn never_runs_more_than_the_bound() {
    let pool = Pool::new("bound", 3);
    let (running, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (done, jobs_done) = mpsc::channel();
    for _ in 0..300 {
        let (running, most, done) = (Arc::clone(&running), Arc::clone(&most), done.clone());
        pool.submit(job(move || {
            most.fetch_max(running.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            thread::yield_now();
            running.fetch_sub(1, Ordering::SeqCst);
            done.send(()).unwrap();
        }));
    }
    receive(&jobs_done, 300);
    assert!(most.load(Ordering::SeqCst) <= 3);
    assert!(pool.threads() <= 3);
}

#[test]
fn a_bound_of_zero_still_runs_jobs() {
    let (done, jobs_done) = mpsc::channel();
    Pool::new("zero", 0).submit(job(move || done.send(()).unwrap()));
    // The pool was dropped at once: either the job ran, or it was dropped with its sender.
    assert_ne!(
        jobs_done.recv_timeout(LIMIT),
        Err(mpsc::RecvTimeoutError::Timeout)
    );
}

#[test]
fn idle_threads_end() {
    let pool = Pool::with("shrinks", 8, Duration::from_millis(20), threads::start());
    let all = Arc::new(Barrier::new(9));
    for _ in 0..8 {
        let all = Arc::clone(&all);
        pool.submit(job(move || {
            all.wait();
        }));
    }
    all.wait();
    until("all idle threads end", || pool.threads() == 0);
    let (done, jobs_done) = mpsc::channel();
    pool.submit(job(move || done.send(()).unwrap()));
    receive(&jobs_done, 1);
}

#[test]
fn an_idle_thread_is_used_again() {
    let pool = Pool::new("again", 8);
    for _ in 0..100 {
        let (done, jobs_done) = mpsc::channel();
        pool.submit(job(move || done.send(()).unwrap()));
        receive(&jobs_done, 1);
        until("the thread is idle", || pool.0.0.state.lock().idle() == 1);
    }
    assert_eq!(pool.threads(), 1);
}

#[test]
fn threads_are_named_after_the_type() {
    let pool = Pool::new("gallery", 1);
    let (name, named) = mpsc::channel();
    pool.submit(job(move || {
        name.send(thread::current().name().map(String::from))
            .unwrap()
    }));
    assert_eq!(
        named.recv_timeout(LIMIT).unwrap().as_deref(),
        Some("executor-gallery")
    );
}

fn nest(pool: &Pool, depth: usize, done: mpsc::Sender<()>) {
    let inner = pool.clone();
    pool.submit(job(move || {
        if depth > 0 {
            let (answer, answered) = mpsc::channel();
            nest(&inner, depth - 1, answer);
            let _waits = waiting();
            let _nested = waiting();
            receive(&answered, 1);
        }
        done.send(()).unwrap();
    }));
}

#[test]
fn a_chain_deeper_than_the_pool_goes_on() {
    let pool = Pool::new("deep", 2);
    let (done, jobs_done) = mpsc::channel();
    for _ in 0..4 {
        nest(&pool, 300, done.clone());
    }
    receive(&jobs_done, 4);
}

#[test]
fn a_thread_that_waited_still_counts_once() {
    let pool = Pool::new("counts", 1);
    let (done, jobs_done) = mpsc::channel();
    for _ in 0..50 {
        nest(&pool, 3, done.clone());
    }
    receive(&jobs_done, 50);
    until("all are idle", || {
        let state = pool.0.0.state.lock();
        state.idle() == state.threads()
    });
    never_more_than_one(&pool);
}

fn never_more_than_one(pool: &Pool) {
    let running = Arc::new(AtomicUsize::new(0));
    let (done, jobs_done) = mpsc::channel();
    for _ in 0..50 {
        let (running, done) = (Arc::clone(&running), done.clone());
        pool.submit(job(move || {
            let others = running.fetch_add(1, Ordering::SeqCst);
            thread::yield_now();
            running.fetch_sub(1, Ordering::SeqCst);
            if others == 0 {
                done.send(()).unwrap();
            }
        }));
    }
    receive(&jobs_done, 50);
}

#[test]
fn waiting_elsewhere_changes_nothing() {
    let _plain_thread = waiting();
    let pool = Pool::new("elsewhere", 1);
    assert_eq!(pool.threads(), 0);
}

#[test]
fn a_job_that_panics_costs_nothing_else() {
    let pool = Pool::new("panics", 1);
    let (done, jobs_done) = mpsc::channel();
    for _ in 0..3 {
        pool.submit(job(|| std::panic::resume_unwind(Box::new("on purpose"))));
        let done = done.clone();
        pool.submit(job(move || done.send(()).unwrap()));
    }
    receive(&jobs_done, 3);
    assert_eq!(pool.threads(), 1);
}

#[test]
fn closing_drops_what_is_queued_and_lets_the_threads_end() {
    let pool = Pool::new("closes", 1);
    let (begun, has_begun) = mpsc::channel();
    let (go_on, goes_on) = mpsc::channel();
    let (done, jobs_done) = mpsc::channel();
    let first = done.clone();
    pool.submit(job(move || {
        begun.send(()).unwrap();
        receive(&goes_on, 1);
        first.send(()).unwrap();
    }));
    receive(&has_begun, 1);
    let queued = done.clone();
    pool.submit(job(move || queued.send(()).unwrap()));
    pool.close();
    pool.submit(job(move || done.send(()).unwrap()));
    go_on.send(()).unwrap();
    receive(&jobs_done, 1);
    assert_eq!(
        jobs_done.recv_timeout(LIMIT),
        Err(mpsc::RecvTimeoutError::Disconnected)
    );
    until("the threads end", || pool.threads() == 0);
}

#[test]
fn idle_threads_end_at_once_with_the_last_handle() {
    let pool = Pool::with("dropped", 4, IDLE, threads::start());
    let shared = Arc::clone(&pool.0.0);
    let (done, jobs_done) = mpsc::channel();
    pool.submit(job(move || done.send(()).unwrap()));
    receive(&jobs_done, 1);
    drop(pool);
    until("the threads end", || shared.state.lock().threads() == 0);
}

/// Refuses all threads until the flag is set, and every second one after.
fn reluctant(allowed: Arc<AtomicBool>) -> StartThread {
    let asked = AtomicUsize::new(0);
    let start = threads::start();
    Arc::new(move |name, run| {
        let refuse =
            !allowed.load(Ordering::SeqCst) || asked.fetch_add(1, Ordering::SeqCst) % 2 == 1;
        if refuse {
            Err(io::Error::other("no more threads"))
        } else {
            start(name, run)
        }
    })
}

#[test]
fn a_job_outlives_refused_threads_on_a_runtime() {
    let allowed = Arc::new(AtomicBool::new(false));
    let pool = Pool::with("refused", 8, IDLE, reluctant(Arc::clone(&allowed)));
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap();
    let (done, jobs_done) = mpsc::channel();
    let _entered = runtime.enter();
    for _ in 0..20 {
        let done = done.clone();
        pool.submit(job(move || done.send(()).unwrap()));
    }
    assert_eq!(jobs_done.try_recv(), Err(mpsc::TryRecvError::Empty));
    allowed.store(true, Ordering::SeqCst);
    receive(&jobs_done, 20);
}

#[test]
fn a_job_outlives_refused_threads_without_a_runtime() {
    let allowed = Arc::new(AtomicBool::new(false));
    let pool = Pool::with("refused", 8, IDLE, reluctant(Arc::clone(&allowed)));
    let (done, jobs_done) = mpsc::channel();
    let first = done.clone();
    pool.submit(job(move || first.send(()).unwrap()));
    assert_eq!(pool.threads(), 0);
    allowed.store(true, Ordering::SeqCst);
    pool.submit(job(move || done.send(()).unwrap()));
    receive(&jobs_done, 2);
}

#[test]
fn submitting_goes_on_where_all_further_threads_are_refused() {
    let asked = AtomicUsize::new(0);
    let start = threads::start();
    let only_one: StartThread = Arc::new(move |name, run| {
        if asked.fetch_add(1, Ordering::SeqCst) > 0 {
            return Err(io::Error::other("no more threads"));
        }
        start(name, run)
    });
    let pool = Pool::with("one", 8, IDLE, only_one);
    let (done, jobs_done) = mpsc::channel();
    for _ in 0..100 {
        let done = done.clone();
        pool.submit(job(move || done.send(()).unwrap()));
    }
    receive(&jobs_done, 100);
    assert_eq!(pool.threads(), 1);
}
