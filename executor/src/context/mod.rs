//! What travels with a piece of work, from poll to poll and from thread to thread.
//!
//! A thread has one current [`Context`]. Whoever runs a piece of work enters the work's own context around each poll of it
//! ([`InContext`]) or around the call ([`Context::enter`]), so code in it finds its executor, the frame whose permits it may
//! borrow, and whether its caller is gone.

mod current_engine;
mod in_context;

use std::cell::RefCell;
use std::marker::PhantomData;
use std::mem;
use std::sync::Arc;

pub(crate) use self::current_engine::Current;
pub(crate) use self::in_context::InContext;
use crate::engine::Engine;
use crate::in_flight::{Taken, Ticket};
use crate::permit::FrameId;
use crate::turn;

thread_local! {
    static CURRENT: RefCell<Context> = const { RefCell::new(Context::NONE) };
}

/// What a piece of work knows about the work around it.
#[derive(Clone, Default)]
pub(crate) struct Context {
    /// The executor that runs this work; the global one where there is none.
    pub(crate) engine: Option<Engine>,
    /// The innermost frame this work runs in: whose permits it may borrow.
    pub(crate) frame: Option<FrameId>,
    /// The piece of work that this is part of, where it can be cancelled.
    pub(crate) work: Option<Work>,
    /// This is part of work that the executor has taken, or of its `main`: it may start more while the executor drains.
    pub(crate) is_in_flight: bool,
}

/// A piece of work in flight.
#[derive(Clone)]
pub(crate) enum Work {
    /// A function on a thread of a pool.
    Function(Arc<dyn Taken>),
    /// A spawned future.
    Future {
        /// Its place among what is in flight.
        ticket: Ticket,
        /// The frame that it runs in.
        frame: FrameId,
    },
}

impl Context {
    const NONE: Self = Self {
        engine: None,
        frame: None,
        work: None,
        is_in_flight: false,
    };

    /// That of a piece of work which the executor has taken.
    #[inline]
    pub(crate) fn of_work(engine: Engine, frame: FrameId, work: Option<Work>) -> Self {
        Self {
            engine: Some(engine),
            frame: Some(frame),
            work,
            is_in_flight: true,
        }
    }

    /// Whether nobody waits any more for the work that this is part of.
    pub(crate) fn is_cancelled(&self) -> bool {
        match (&self.work, &self.engine) {
            (Some(Work::Function(function)), _) => function.is_cancelled(),
            (Some(Work::Future { ticket, frame }), Some(engine)) => {
                engine.in_flight().is_stopped(*ticket, *frame)
            }
            _ => false,
        }
    }

    /// The current context of this thread.
    pub(crate) fn current() -> Self {
        CURRENT
            .try_with(|current| current.borrow().clone())
            .unwrap_or(Self::NONE)
    }

    /// Reads the current context without cloning it. `read` must not enter another.
    #[inline]
    pub(crate) fn with_current<R>(read: impl FnOnce(&Self) -> R) -> R {
        let mut read = Some(read);
        let found = CURRENT.try_with(|current| {
            let read = read.take().expect("called once");
            read(&current.borrow())
        });
        match (found, read) {
            (Ok(result), _) => result,
            (Err(_), Some(read)) => read(&Self::NONE),
            (Err(_), None) => unreachable!("`try_with` either calls the closure or fails"),
        }
    }

    /// The frame of the current context. Code that runs in none is given one, until the guard is dropped.
    #[inline]
    pub(crate) fn frame_here() -> (FrameId, Option<FrameHere>) {
        let frame = CURRENT.try_with(|current| {
            let frame = &mut current.borrow_mut().frame;
            let given = frame.is_none().then(|| FrameHere(PhantomData));
            (*frame.get_or_insert_with(FrameId::next), given)
        });
        frame.unwrap_or_else(|_| (FrameId::next(), None))
    }

    /// Makes this the current context of this thread until the guard is dropped.
    #[inline]
    pub(crate) fn enter(self) -> Entered {
        let before = CURRENT.try_with(|current| current.replace(self)).ok();
        Entered {
            before,
            not_send: PhantomData,
        }
    }
}

/// Takes a frame that was given back; guards must be dropped in reverse order.
pub(crate) struct FrameHere(PhantomData<*const ()>);

impl Drop for FrameHere {
    #[inline]
    fn drop(&mut self) {
        leave_frame(None);
    }
}

/// Restores the context that was current before; guards must be dropped in reverse order.
pub(crate) struct Entered {
    before: Option<Context>,
    not_send: PhantomData<*const ()>,
}

impl Drop for Entered {
    #[inline]
    fn drop(&mut self) {
        let Some(before) = self.before.take() else {
            return;
        };
        let frame = before.frame;
        if let Ok(left) = CURRENT.try_with(|current| current.replace(before)) {
            end_turn(left.frame, frame);
        }
    }
}

/// Makes `frame` the innermost frame of the current context, and gives the one of before, to which [`leave_frame`] returns.
#[inline]
pub(crate) fn enter_frame(frame: Option<FrameId>) -> Option<FrameId> {
    let swap = |current: &RefCell<Context>| mem::replace(&mut current.borrow_mut().frame, frame);
    CURRENT.try_with(swap).unwrap_or_default()
}

/// Makes `before` the innermost frame of the current context again.
#[inline]
pub(crate) fn leave_frame(before: Option<FrameId>) {
    end_turn(enter_frame(before), before);
}

/// The frame `left` runs here no more, unless `now` is the same.
#[inline]
fn end_turn(left: Option<FrameId>, now: Option<FrameId>) {
    if let Some(frame) = left
        && left != now
    {
        turn::end(frame);
    }
}
