//! Which frame runs on this thread: the innermost, whose permits the code here may borrow.

use std::cell::Cell;
use std::marker::PhantomData;

use super::id::FrameId;
use super::turn;

thread_local! {
    static HERE: Cell<Option<FrameId>> = const { Cell::new(None) };
}

/// The frame that runs here; `None` where code runs in none.
#[inline]
pub(crate) fn current() -> Option<FrameId> {
    HERE.get()
}

/// Lets `frame` run here, and gives the one of before, to which [`leave`] returns.
#[inline]
pub(crate) fn enter(frame: Option<FrameId>) -> Option<FrameId> {
    HERE.replace(frame)
}

/// Lets `before` run here again.
#[inline]
pub(crate) fn leave(before: Option<FrameId>) {
    let left = HERE.replace(before);
    if let Some(frame) = left
        && left != before
    {
        turn::end(frame);
    }
}

/// The frame that runs here. Code that runs in none is given one, until the guard is dropped.
#[inline]
pub(crate) fn current_or_given() -> (FrameId, Option<Given>) {
    if let Some(frame) = current() {
        return (frame, None);
    }
    let frame = FrameId::next();
    enter(Some(frame));
    (frame, Some(Given(PhantomData)))
}

/// Takes a frame that was given back; guards are dropped in reverse order.
pub(crate) struct Given(PhantomData<*const ()>);

impl Drop for Given {
    #[inline]
    fn drop(&mut self) {
        leave(None);
    }
}
