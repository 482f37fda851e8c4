//! The pool under loom: through all schedules of small programs, with every value that the orderings allow a load to give, each job
//! runs exactly once, no wake-up is lost, and all threads end. A lost wake-up shows as a deadlock, which loom reports.
//!
//! Seen to fail: without the fence of a submission; where the watcher goes to sleep without its fence, or without another look; where a
//! submission does not wake it; where one does not look again whether the pool has closed; where nobody is notified of a grant; where a
//! thread whose idle time ends looks for none; where a thread goes idle and still counts as one that looks; where a thread's end of a
//! job, or the mark that it is counted out, is a load and a store. That whoever parks or begins to wait looks again only saves time: the
//! watcher would see the job as well. Loom takes every sequentially consistent access for a fence, so it cannot show that the fences
//! beside those are needed.

use std::sync::Arc;
use std::time::Duration;

use loom::sync::atomic::{AtomicUsize, Ordering};
use loom::sync::mpsc;
use loom::thread::{self, JoinHandle};

use super::looking::Looking;
use super::slot::Slot;
use super::{Job, Pool, waiting};
use crate::sync::{check, check_from};

/// Longer than any model.
const LONG: Duration = Duration::from_secs(3_600);

/// A pool whose threads can be waited for.
struct Modelled {
    pool: Pool,
    threads: Arc<std::sync::Mutex<Vec<JoinHandle<()>>>>,
}

impl Modelled {
    fn new(max_threads: usize, idle: Duration) -> Self {
        let threads = Arc::<std::sync::Mutex<Vec<_>>>::default();
        let started = Arc::clone(&threads);
        let start = move |_, run: Box<dyn FnOnce() + Send>| {
            let thread = thread::spawn(run);
            started.lock().unwrap().push(thread);
            Ok(())
        };
        Self {
            pool: Pool::with("model", max_threads, idle, Arc::new(start)),
            threads,
        }
    }

    /// Submits a job that adds to `ran`.
    fn count(&self, ran: &Arc<AtomicUsize>) {
        let ran = Arc::clone(ran);
        self.pool.submit(Job::calling(move || {
            ran.fetch_add(1, Ordering::Relaxed);
        }));
    }

    /// Ends once all threads have ended, without closing the pool.
    fn drain(&self) {
        loop {
            let Some(thread) = self.threads.lock().unwrap().pop() else {
                return;
            };
            thread.join().unwrap();
        }
    }
}

#[test]
fn who_is_counted_out_is_counted_in_again_once() {
    check(None, || {
        let shared = Arc::new((Slot::new(), Looking::new()));
        shared.1.add_one();
        let watched = Arc::clone(&shared);
        let watcher = thread::spawn(move || {
            let (slot, looking) = &*watched;
            for _ in 0..3 {
                if slot.count_out_if_stuck() {
                    looking.take_one();
                }
            }
        });
        let (slot, looking) = &*shared;
        for waits in [false, true] {
            slot.begin();
            if waits {
                if slot.count_out() {
                    looking.take_one();
                }
                slot.count_in();
                looking.add_one();
            }
            if slot.end() {
                looking.add_one();
            }
        }
        watcher.join().unwrap();
        assert_eq!(looking.count(), 1);
    });
}

#[test]
fn every_job_runs_once_while_threads_expire() {
    check(Some(3), || {
        let modelled = Modelled::new(1, Duration::ZERO);
        let ran = Arc::new(AtomicUsize::new(0));
        modelled.count(&ran);
        modelled.count(&ran);
        modelled.drain();
        assert_eq!(ran.load(Ordering::Relaxed), 2);
    });
}

#[test]
fn every_job_of_two_who_submit_runs_once() {
    check(Some(2), || {
        let modelled = Arc::new(Modelled::new(1, Duration::ZERO));
        let ran = Arc::new(AtomicUsize::new(0));
        let other = {
            let (modelled, ran) = (Arc::clone(&modelled), Arc::clone(&ran));
            thread::spawn(move || modelled.count(&ran))
        };
        modelled.count(&ran);
        other.join().unwrap();
        modelled.drain();
        assert_eq!(ran.load(Ordering::Relaxed), 2);
    });
}

/// A job comes while the thread parks for good and the watcher, which the second job has woken, goes to sleep: one of them must see
/// it. All schedules are gone through from the end of the second job on.
#[test]
fn a_job_that_comes_as_all_go_to_sleep_is_seen() {
    check_from(Some(2), || {
        let modelled = Modelled::new(1, LONG);
        let (done, is_done) = mpsc::channel();
        let submit = |explores: bool| {
            let done = done.clone();
            modelled.pool.submit(Job::calling(move || {
                if explores {
                    loom::explore();
                }
                done.send(()).unwrap();
            }));
        };
        submit(false);
        submit(true);
        is_done.recv().unwrap();
        is_done.recv().unwrap();
        submit(false);
        is_done.recv().unwrap();
        loom::stop_exploring();
        modelled.pool.close();
        modelled.drain();
    });
}

/// A job is run or dropped, once, whatever the pool does when it closes.
#[test]
fn closing_loses_no_job() {
    struct Ended(Arc<AtomicUsize>);
    impl Drop for Ended {
        fn drop(&mut self) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }
    check(Some(2), || {
        let modelled = Modelled::new(1, LONG);
        let ended = Arc::new(AtomicUsize::new(0));
        let closer = {
            let pool = modelled.pool.clone();
            thread::spawn(move || pool.close())
        };
        for _ in 0..2 {
            let ended = Ended(Arc::clone(&ended));
            modelled.pool.submit(Job::calling(move || drop(ended)));
        }
        closer.join().unwrap();
        modelled.drain();
        assert_eq!(ended.load(Ordering::Relaxed), 2);
    });
}

/// On a pool of one thread a job submits another, and waits for it.
#[test]
fn who_waits_gives_its_place_to_another() {
    check(Some(2), || {
        let modelled = Modelled::new(1, LONG);
        let (done, is_done) = mpsc::channel();
        let pool = modelled.pool.clone();
        modelled.pool.submit(Job::calling(move || {
            let (answer, answered) = mpsc::channel();
            pool.submit(Job::calling(move || answer.send(()).unwrap()));
            let waits = waiting();
            answered.recv().unwrap();
            drop(waits);
            done.send(()).unwrap();
        }));
        is_done.recv().unwrap();
        modelled.pool.close();
        modelled.drain();
    });
}

/// A job blocks, out of the pool's sight, until one that is queued behind it has run, which comes as the watcher goes to sleep. All
/// schedules are gone through from when it blocks.
#[test]
fn the_watcher_sees_who_is_blocked() {
    check_from(Some(1), || {
        let modelled = Modelled::new(2, LONG);
        let (begin, begun) = mpsc::channel();
        let (answer, answered) = mpsc::channel();
        let (done, is_done) = mpsc::channel();
        for _ in 0..2 {
            modelled.pool.submit(Job::calling(|| ()));
        }
        modelled.pool.submit(Job::calling(move || {
            loom::explore();
            begin.send(()).unwrap();
            answered.recv().unwrap();
            done.send(()).unwrap();
        }));
        begun.recv().unwrap();
        let job = move || answer.send(()).unwrap();
        modelled.pool.submit(Job::calling(job));
        is_done.recv().unwrap();
        loom::stop_exploring();
        modelled.pool.close();
        modelled.drain();
    });
}
