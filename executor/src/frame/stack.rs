//! What runs on this thread's stack, so far as a wait must know: a task that blocks on its own handle would wait for ever.
//!
//! The tasks lie one above the other. A wait that blocks the thread blocks all that lie beneath it, and none that come to lie
//! above it; so a number tells which are blocked, and a wait is noted by two cells.

use std::cell::{Cell, RefCell};
use std::marker::PhantomData;

use crate::frame::FrameId;

thread_local! {
    /// The tasks that are polled, or whose functions run, the innermost last.
    static TASKS: RefCell<Vec<FrameId>> = const { RefCell::new(Vec::new()) };
    static COUNTS: Cell<Counts> = const { Cell::new(Counts { tasks: 0, blocked: 0 }) };
}

#[derive(Clone, Copy)]
struct Counts {
    /// How many tasks there are.
    tasks: usize,
    /// How many of them, from the outermost on, cannot go on before a wait above them ends.
    blocked: usize,
}

/// The innermost task: the one that is blocked where this thread blocks.
pub(crate) fn task_here() -> Option<FrameId> {
    let innermost = TASKS.try_with(|tasks| tasks.borrow().last().copied());
    innermost.ok().flatten()
}

/// Whether the task of `frame` runs on this stack and cannot go on, because the thread is blocked above it.
pub(crate) fn is_blocked_here(frame: FrameId) -> bool {
    let blocked = COUNTS.get().blocked;
    TASKS
        .try_with(|tasks| {
            tasks
                .borrow()
                .iter()
                .take(blocked)
                .any(|&task| task == frame)
        })
        .unwrap_or(false)
}

/// Says that the task of `frame` runs here until the guard is dropped.
pub(crate) fn runs(frame: FrameId) -> OnStack {
    let is_pushed = TASKS
        .try_with(|tasks| tasks.borrow_mut().push(frame))
        .is_ok();
    if is_pushed {
        count(|tasks| tasks + 1);
    }
    OnStack {
        is_pushed,
        not_send: PhantomData,
    }
}

fn count(change: impl FnOnce(usize) -> usize) {
    let counts = COUNTS.get();
    COUNTS.set(Counts {
        tasks: change(counts.tasks),
        ..counts
    });
}

/// A task on this stack; guards are dropped in reverse order.
pub(crate) struct OnStack {
    is_pushed: bool,
    not_send: PhantomData<*const ()>,
}

impl Drop for OnStack {
    fn drop(&mut self) {
        if self.is_pushed {
            let _ = TASKS.try_with(|tasks| tasks.borrow_mut().pop());
            count(|tasks| tasks - 1);
        }
    }
}

/// A wait that blocks the tasks beneath it; guards are dropped in reverse order.
pub(crate) struct Blocks {
    blocked_before: usize,
    not_send: PhantomData<*const ()>,
}

impl Blocks {
    #[inline]
    pub(crate) fn all() -> Self {
        let counts = COUNTS.get();
        COUNTS.set(Counts {
            blocked: counts.tasks,
            ..counts
        });
        Self {
            blocked_before: counts.blocked,
            not_send: PhantomData,
        }
    }
}

impl Drop for Blocks {
    #[inline]
    fn drop(&mut self) {
        COUNTS.set(Counts {
            blocked: self.blocked_before,
            ..COUNTS.get()
        });
    }
}
