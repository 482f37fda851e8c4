//! A job that waits for a future gives its place to another.

use std::cell::RefCell;
use std::marker::PhantomData;
use std::sync::Arc;

use super::Shared;
use super::slot::Slot;

#[cfg(all(test, executor_loom))]
use loom::thread_local;
#[cfg(all(test, shuttle))]
use shuttle::thread_local;

thread_local! {
    #[allow(clippy::missing_const_for_thread_local, reason = "that of the models has no `const`")]
    /// The pool whose job this thread runs, and whose place it occupies.
    static MINE: RefCell<Option<Mine>> = RefCell::new(None);
}

/// A thread of a pool.
#[derive(Clone)]
struct Mine {
    pool: Arc<Shared>,
    slot: Arc<Slot>,
}

/// Marks this thread, if it is one of a pool, as waiting until the guard is dropped: it does not count against the pool's
/// `max_threads` meanwhile, so another may run, and a chain of calls may be deeper than its pool.
///
/// Afterwards the pool may have one thread too many for a while: the next one that ends its job makes up for it. To wait
/// for a free place instead could deadlock, since this thread may hold what the others wait for.
#[must_use = "the thread counts as waiting until the guard is dropped"]
pub(crate) struct Waiting {
    mine: Option<Mine>,
    not_send: PhantomData<*const ()>,
}

pub(crate) fn waiting() -> Waiting {
    // Taken, so that a wait within this one changes nothing.
    let mine = MINE
        .try_with(|mine| mine.borrow_mut().take())
        .ok()
        .flatten();
    if let Some(mine) = &mine {
        mine.begin_wait();
    }
    Waiting {
        mine,
        not_send: PhantomData,
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        if let Some(mine) = self.mine.take() {
            mine.end_wait();
            let _ = MINE.try_with(|slot| slot.replace(Some(mine)));
        }
    }
}

impl Mine {
    fn begin_wait(&self) {
        let Self { pool, slot } = self;
        let grow = {
            let mut state = pool.state.lock();
            state.begin_wait();
            pool.note_surplus(&state);
            // Unless the watcher saw first that it is blocked.
            if slot.count_out() {
                pool.looking.take_one();
            }
            pool.grow_if_nobody_looks(&mut state)
        };
        pool.carry_out(grow);
    }

    fn end_wait(&self) {
        let Self { pool, slot } = self;
        let mut state = pool.state.lock();
        state.end_wait();
        pool.note_surplus(&state);
        slot.count_in();
        pool.looking.add_one();
    }
}

/// Says that this thread runs the jobs of `pool`, until the guard is dropped.
pub(super) fn enter(pool: &Arc<Shared>, slot: &Arc<Slot>) -> Entered {
    let mine = Mine {
        pool: Arc::clone(pool),
        slot: Arc::clone(slot),
    };
    let _ = MINE.try_with(|slot| slot.replace(Some(mine)));
    Entered
}

pub(super) struct Entered;

impl Drop for Entered {
    fn drop(&mut self) {
        let _ = MINE.try_with(|mine| mine.take());
    }
}
