//! What a pool knows of its threads, and how it decides: pure, under the pool's one lock.

use std::sync::Arc;

use super::slot::Slot;

/// The counts of a pool.
///
/// A thread is *idle* (parked, nothing granted to it), *waiting* (its job waits for a future), or *active*.
pub(super) struct State {
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
    /// The system refused the last thread.
    refused: bool,
    /// Someone tries again and again to start a thread.
    retrying: bool,
    /// What the threads show.
    slots: Vec<Arc<Slot>>,
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

impl State {
    pub(super) fn new(max: usize) -> Self {
        Self {
            max: max.max(1),
            more: 0,
            threads: 0,
            idle: 0,
            waiting: 0,
            grants: 0,
            closed: false,
            refused: false,
            retrying: false,
            slots: Vec::new(),
        }
    }

    pub(super) fn threads(&self) -> usize {
        self.threads
    }

    pub(super) fn idle(&self) -> usize {
        self.idle
    }

    pub(super) fn slots(&self) -> &[Arc<Slot>] {
        &self.slots
    }

    /// A thread has begun.
    pub(super) fn enter(&mut self) -> Arc<Slot> {
        let slot = Arc::new(Slot::new());
        self.slots.push(Arc::clone(&slot));
        slot
    }

    /// A thread ends.
    pub(super) fn leave(&mut self, slot: &Arc<Slot>) {
        self.threads -= 1;
        self.slots.retain(|other| !Arc::ptr_eq(other, slot));
    }

    /// One more thread, where the bound allows it.
    pub(super) fn grow(&mut self) -> Grow {
        if self.closed || self.active() >= self.max + self.more {
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

    /// Threads that came back from a wait may be too many: whoever ends its job makes up for it.
    pub(super) fn has_surplus(&self) -> bool {
        self.active() > self.max + self.more
    }

    /// A thread has nothing to do: it is idle from now on, unless it is to end.
    pub(super) fn go_idle(&mut self) -> bool {
        if !self.closed {
            self.idle += 1;
        }
        !self.closed
    }

    /// Takes a wake-up, if one is granted or the pool has closed.
    pub(super) fn take_grant(&mut self) -> Option<Woken> {
        if self.grants > 0 {
            self.grants -= 1;
            return Some(Woken::Granted);
        }
        if self.closed {
            self.idle -= 1;
            return Some(Woken::Closed);
        }
        None
    }

    /// An idle thread ends, since it was not needed for long.
    pub(super) fn expire(&mut self) {
        self.idle -= 1;
    }

    /// To be called before the job is pushed that needs it.
    pub(super) fn allow_more(&mut self) {
        self.more += 1;
    }

    pub(super) fn allow_less(&mut self) {
        self.more -= 1;
    }

    pub(super) fn begin_wait(&mut self) {
        self.waiting += 1;
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
        // Whoever is active looks at the queue when it is done.
        Refused {
            first,
            stuck: self.active() == 0,
        }
    }

    /// Whether the caller is the one to try again; it must call [`State::end_retry`] in the end.
    pub(super) fn begin_retry(&mut self) -> bool {
        !std::mem::replace(&mut self.retrying, true)
    }

    pub(super) fn end_retry(&mut self) {
        self.retrying = false;
    }

    pub(super) fn close(&mut self) {
        self.closed = true;
    }

    pub(super) fn active(&self) -> usize {
        self.threads - self.idle - self.waiting
    }
}

/// Why an idle thread goes on.
pub(super) enum Woken {
    /// There is work; it counts as one that looks already.
    Granted,
    /// It is to end.
    Closed,
}

/// What a refused thread means.
pub(super) struct Refused {
    /// The first one after a thread had started.
    pub(super) first: bool,
    /// Nobody is left who would look at the queue.
    pub(super) stuck: bool,
}
