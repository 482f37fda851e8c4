//! A job that waits for a future gives its place to another.

use std::cell::RefCell;
use std::marker::PhantomData;
use std::sync::Arc;

use super::Shared;

thread_local! {
    /// The pool whose job this thread runs, and whose place it occupies.
    static MINE: RefCell<Option<Arc<Shared>>> = const { RefCell::new(None) };
}

/// Marks this thread, if it is one of a pool, as waiting until the guard is dropped: it does not count against the pool's
/// `max_threads` meanwhile, so another may run, and a chain of calls may be deeper than its pool.
///
/// Afterwards the pool may have one thread too many for a while: the next one that ends its job makes up for it. To wait
/// for a free place instead could deadlock, since this thread may hold what the others wait for.
#[must_use = "the thread counts as waiting until the guard is dropped"]
pub(crate) struct Waiting {
    pool: Option<Arc<Shared>>,
    not_send: PhantomData<*const ()>,
}

pub(crate) fn waiting() -> Waiting {
    // Taken, so that a wait within this one changes nothing.
    let pool = MINE
        .try_with(|mine| mine.borrow_mut().take())
        .ok()
        .flatten();
    if let Some(pool) = &pool {
        begin(pool);
    }
    Waiting {
        pool,
        not_send: PhantomData,
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        if let Some(pool) = self.pool.take() {
            end(&pool);
            let _ = MINE.try_with(|mine| mine.replace(Some(pool)));
        }
    }
}

pub(super) fn begin(pool: &Arc<Shared>) {
    let grow = pool.state.lock().begin_wait();
    pool.carry_out(grow);
}

pub(super) fn end(pool: &Shared) {
    pool.state.lock().end_wait();
}

/// Says that this thread runs the jobs of `pool`, until the guard is dropped.
pub(super) fn enter(pool: &Arc<Shared>) -> Mine {
    // Shuttle's threads share one thread of the system, so a model marks its waits by hand.
    if !cfg!(all(test, shuttle)) {
        let _ = MINE.try_with(|mine| mine.replace(Some(Arc::clone(pool))));
    }
    Mine
}

pub(super) struct Mine;

impl Drop for Mine {
    fn drop(&mut self) {
        let _ = MINE.try_with(|mine| mine.take());
    }
}
