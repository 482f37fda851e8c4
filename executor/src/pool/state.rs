//! What a pool knows, and how it decides: pure, under the pool's one lock.

use std::collections::VecDeque;

use super::Job;

/// The counts and the queue of a pool.
///
/// A thread is *idle* (parked, nothing granted to it), *waiting* (its job waits for a future), or *active*. Whenever the
/// lock is free and no thread has been refused, this holds: **jobs are queued only while `max` threads are active**.
pub(super) struct State {
    queue: VecDeque<Job>,
    max: usize,
    /// So many more than `max` may be active for now.
    more: usize,
    /// All threads, those that are being started included.
    threads: usize,
    idle: usize,
    waiting: usize,
    /// Wake-ups that were granted and that no thread has taken yet. Their threads count as active already.
    grants: usize,
    closed: bool,
    /// The system refused the last thread: the promise above is suspended until one starts.
    refused: bool,
    /// Someone tries again and again to start a thread.
    retrying: bool,
}

/// What the caller must do once it has left the lock.
#[must_use]
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Grow {
    Enough,
    /// Notify one idle thread: a wake-up was granted.
    Wake,
    /// Start a thread: it is counted already.
    Start,
}

/// What a thread does next.
pub(super) enum Next {
    Run(Job, Grow),
    /// Park until a wake-up is granted; the thread is counted as idle already.
    Idle,
    /// The thread is not counted any more.
    End,
}

impl State {
    pub(super) fn new(max: usize) -> Self {
        Self {
            queue: VecDeque::new(),
            max: max.max(1),
            more: 0,
            threads: 0,
            idle: 0,
            waiting: 0,
            grants: 0,
            closed: false,
            refused: false,
            retrying: false,
        }
    }

    pub(super) fn threads(&self) -> usize {
        self.threads
    }

    #[cfg(all(test, not(shuttle)))]
    pub(super) fn idle(&self) -> usize {
        self.idle
    }

    pub(super) fn push(&mut self, job: Job) -> Result<Grow, Job> {
        if self.closed {
            return Err(job);
        }
        self.queue.push_back(job);
        Ok(self.grow())
    }

    /// Gives the queue one more thread where the rule allows it.
    pub(super) fn grow(&mut self) -> Grow {
        if self.queue.is_empty() || self.active() >= self.max + self.more {
            Grow::Enough
        } else if self.idle > 0 {
            self.idle -= 1;
            self.grants += 1;
            Grow::Wake
        } else {
            self.threads += 1;
            Grow::Start
        }
    }

    /// For a thread that has nothing to do: one that has just started, ended its job, or taken its wake-up.
    pub(super) fn next(&mut self) -> Next {
        // Threads that came back from a wait may be one too many: this one makes up for it.
        let surplus = self.active() > self.max + self.more;
        if !surplus && let Some(job) = self.queue.pop_front() {
            let grow = if self.refused {
                self.grow()
            } else {
                Grow::Enough
            };
            return Next::Run(job, grow);
        }
        if self.closed {
            self.threads -= 1;
            return Next::End;
        }
        self.idle += 1;
        Next::Idle
    }

    /// Takes a wake-up, if one is granted or the pool has closed.
    pub(super) fn take_grant(&mut self) -> bool {
        if self.grants > 0 {
            self.grants -= 1;
            return true;
        }
        if self.closed {
            self.idle -= 1;
        }
        self.closed
    }

    /// An idle thread ends, since it was not needed for long.
    pub(super) fn expire(&mut self) {
        self.idle -= 1;
        self.threads -= 1;
    }

    /// To be called before the job is pushed that needs it.
    pub(super) fn allow_more(&mut self) {
        self.more += 1;
    }

    pub(super) fn allow_less(&mut self) {
        self.more -= 1;
    }

    pub(super) fn begin_wait(&mut self) -> Grow {
        self.waiting += 1;
        self.grow()
    }

    pub(super) fn end_wait(&mut self) {
        self.waiting -= 1;
    }

    pub(super) fn started(&mut self) {
        self.refused = false;
    }

    /// The thread that [`Grow::Start`] asked for could not be started.
    pub(super) fn refuse(&mut self) -> Refused {
        self.threads -= 1;
        let first = !self.refused;
        self.refused = true;
        // Whoever is active looks at the queue when it is done, and tries to grow again.
        let stuck = self.active() == 0 && !self.queue.is_empty();
        Refused {
            first,
            stuck,
            queued: self.queue.len(),
        }
    }

    /// Whether the caller is the one to try again; it must call [`State::end_retry`] in the end.
    pub(super) fn begin_retry(&mut self) -> bool {
        !std::mem::replace(&mut self.retrying, true)
    }

    pub(super) fn end_retry(&mut self) {
        self.retrying = false;
    }

    pub(super) fn close(&mut self) -> VecDeque<Job> {
        self.closed = true;
        std::mem::take(&mut self.queue)
    }

    fn active(&self) -> usize {
        self.threads - self.idle - self.waiting
    }
}

/// What a refused thread means.
pub(super) struct Refused {
    /// The first one after a thread had started.
    pub(super) first: bool,
    /// Nobody is left who would look at the queue.
    pub(super) stuck: bool,
    pub(super) queued: usize,
}
