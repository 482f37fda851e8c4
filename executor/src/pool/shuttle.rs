//! The pool under shuttle: in every order tried, each job runs exactly once, none is forgotten, no wake-up is lost, and all
//! threads end. A lost wake-up shows as a deadlock, which shuttle reports.

use std::sync::Arc;
use std::time::Duration;

use shuttle::sync::atomic::{AtomicUsize, Ordering};
use shuttle::sync::{Barrier, mpsc};
use shuttle::thread;

use super::{Job, Pool, StartThread, waiting};
use crate::sync;

fn check(model: impl Fn() + Send + Sync + 'static) {
    sync::check(20_000, model);
}

fn threads() -> StartThread {
    Arc::new(|_, run| {
        thread::spawn(run);
        Ok(())
    })
}

fn pool(max_threads: usize) -> Pool {
    Pool::with("model", max_threads, Duration::ZERO, threads())
}

/// Ends once every thread of the pool has ended.
fn drain(pool: Pool) {
    pool.close();
    let shared = Arc::clone(&pool.0.0);
    drop(pool);
    while shared.state.lock().threads() > 0 {
        thread::yield_now();
    }
}

#[test]
fn every_job_runs_once_while_threads_expire() {
    check(|| {
        let pool = pool(2);
        let (done, jobs_done) = mpsc::channel();
        let submitters: Vec<_> = (0..2)
            .map(|submitter| {
                let (pool, done) = (pool.clone(), done.clone());
                thread::spawn(move || {
                    for job in 0..2 {
                        let done = done.clone();
                        pool.submit(Job::calling(move || done.send((submitter, job)).unwrap()));
                    }
                })
            })
            .collect();
        let mut ran: Vec<(usize, usize)> = (0..4).map(|_| jobs_done.recv().unwrap()).collect();
        ran.sort_unstable();
        assert_eq!(ran, [(0, 0), (0, 1), (1, 0), (1, 1)]);
        submitters
            .into_iter()
            .for_each(|submitter| submitter.join().unwrap());
        drain(pool);
    });
}

#[test]
fn at_most_max_threads_run_when_none_waits() {
    check(|| {
        let pool = pool(2);
        let running = Arc::new(AtomicUsize::new(0));
        let (done, jobs_done) = mpsc::channel();
        for _ in 0..4 {
            let (running, done) = (Arc::clone(&running), done.clone());
            pool.submit(Job::calling(move || {
                assert!(running.fetch_add(1, Ordering::SeqCst) < 2);
                thread::yield_now();
                running.fetch_sub(1, Ordering::SeqCst);
                done.send(()).unwrap();
            }));
        }
        (0..4).for_each(|_| jobs_done.recv().unwrap());
        drain(pool);
    });
}

/// Each job submits the next one and waits for it, on a pool of one thread.
#[test]
fn a_chain_of_waits_goes_on_over_one_thread() {
    fn nest(pool: &Pool, depth: usize, done: mpsc::Sender<()>) {
        let inner = pool.clone();
        pool.submit(Job::calling(move || {
            if depth > 0 {
                let (answer, answered) = mpsc::channel();
                nest(&inner, depth - 1, answer);
                let waits = waiting();
                answered.recv().unwrap();
                drop(waits);
            }
            drop(inner);
            done.send(()).unwrap();
        }));
    }
    check(|| {
        let pool = pool(1);
        let (done, jobs_done) = mpsc::channel();
        nest(&pool, 3, done.clone());
        nest(&pool, 1, done);
        (0..2).for_each(|_| jobs_done.recv().unwrap());
        drain(pool);
    });
}

/// Each job submits the next one and waits for it out of the pool's sight, on a pool of one thread.
#[test]
fn a_job_with_one_more_runs_beside_its_caller() {
    fn nest(pool: &Pool, depth: usize, done: mpsc::Sender<()>) {
        let (inner, one_more) = (pool.clone(), pool.one_more());
        pool.submit(Job::calling(move || {
            if depth > 0 {
                let (answer, answered) = mpsc::channel();
                nest(&inner, depth - 1, answer);
                answered.recv().unwrap();
            }
            drop((inner, one_more));
            done.send(()).unwrap();
        }));
    }
    check(|| {
        let pool = pool(1);
        let (done, jobs_done) = mpsc::channel();
        nest(&pool, 2, done.clone());
        nest(&pool, 1, done);
        (0..2).for_each(|_| jobs_done.recv().unwrap());
        drain(pool);
    });
}

/// A job is run or dropped, once, and whoever waits for it learns of it.
#[test]
fn closing_loses_no_job() {
    check(|| {
        let pool = pool(1);
        let ended = Arc::new(AtomicUsize::new(0));
        struct Ended(Arc<AtomicUsize>);
        impl Drop for Ended {
            fn drop(&mut self) {
                self.0.fetch_add(1, Ordering::SeqCst);
            }
        }
        let closer = pool.clone();
        let closer = thread::spawn(move || closer.close());
        for _ in 0..3 {
            let ended = Ended(Arc::clone(&ended));
            pool.submit(Job::calling(move || drop(ended)));
        }
        closer.join().unwrap();
        drain(pool);
        assert_eq!(ended.load(Ordering::SeqCst), 3);
    });
}

/// All jobs block until the last has begun, which is queued behind them: the pool must grow though nobody submits any more.
#[test]
fn the_pool_grows_while_every_thread_blocks() {
    check(|| {
        let pool = pool(3);
        let all = Arc::new(Barrier::new(3));
        let (done, jobs_done) = mpsc::channel();
        for _ in 0..3 {
            let (all, done) = (Arc::clone(&all), done.clone());
            pool.submit(Job::calling(move || {
                all.wait();
                done.send(()).unwrap();
            }));
        }
        (0..3).for_each(|_| jobs_done.recv().unwrap());
        drain(pool);
    });
}

/// The system refuses every second thread. Fewer schedules: a retry sleeps in earnest.
#[test]
fn refused_threads_leave_no_job_behind() {
    let model = || {
        let asked = AtomicUsize::new(0);
        let start: StartThread = Arc::new(move |_, run| {
            if asked.fetch_add(1, Ordering::SeqCst) % 2 == 1 {
                return Err(std::io::Error::other("refused"));
            }
            thread::spawn(run);
            Ok(())
        });
        let pool = Pool::with("model", 3, Duration::ZERO, start);
        let (done, jobs_done) = mpsc::channel();
        for _ in 0..4 {
            let done = done.clone();
            pool.submit(Job::calling(move || done.send(()).unwrap()));
        }
        (0..4).for_each(|_| jobs_done.recv().unwrap());
        drain(pool);
    };
    sync::check(500, model);
}
