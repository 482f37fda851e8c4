//! What travels with a piece of work, from poll to poll and from thread to thread.
//!
//! A thread has one current [`Context`]: its frame, which changes most often, is kept by [`here`], the rest here. Whoever runs a piece
//! of work enters the work's own context around each poll of it ([`InContext`]) or around the call ([`Context::enter`]), so code in it
//! finds its executor, the frame whose permits it may borrow, and whether its caller is gone.

mod current_engine;
mod in_context;

use std::cell::RefCell;
use std::marker::PhantomData;
use std::sync::Arc;

pub(crate) use self::current_engine::Current;
pub(crate) use self::in_context::InContext;
use crate::engine::Engine;
use crate::frame::{FrameId, here};
use crate::in_flight::{Taken, Ticket};

thread_local! {
    static CURRENT: RefCell<Surroundings> = const { RefCell::new(Surroundings::NONE) };
}

/// What a piece of work knows about the work around it.
#[derive(Clone, Default)]
pub(crate) struct Context {
    /// The innermost frame this work runs in: whose permits it may borrow.
    pub(crate) frame: Option<FrameId>,
    pub(crate) surroundings: Surroundings,
}

/// Whose work it is.
#[derive(Clone, Default)]
pub(crate) struct Surroundings {
    /// The executor that runs this work; the global one where there is none.
    pub(crate) engine: Option<Engine>,
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

impl Surroundings {
    const NONE: Self = Self {
        engine: None,
        work: None,
        is_in_flight: false,
    };

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

    /// Those of the current context.
    fn current() -> Self {
        CURRENT
            .try_with(|current| current.borrow().clone())
            .unwrap_or(Self::NONE)
    }

    /// Reads those of the current context without cloning them. `read` must not enter another.
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
}

impl Context {
    /// That of a piece of work which the executor has taken.
    #[inline]
    pub(crate) fn of_work(engine: Engine, frame: FrameId, work: Option<Work>) -> Self {
        Self {
            frame: Some(frame),
            surroundings: Surroundings {
                engine: Some(engine),
                work,
                is_in_flight: true,
            },
        }
    }

    /// That of the `main` of a program: like work in flight, it may start what it needs while the executor drains.
    #[cfg(feature = "signal")]
    pub(crate) fn of_main(engine: Engine) -> Self {
        let mut main = Self::of_test(engine);
        main.surroundings.is_in_flight = true;
        main
    }

    /// That of a test, on an executor of its own.
    pub(crate) fn of_test(engine: Engine) -> Self {
        let mut test = Self::default();
        test.surroundings.engine = Some(engine);
        test
    }

    /// The current context of this thread, on `engine`.
    pub(crate) fn current_on(engine: Engine) -> Self {
        Self {
            frame: here::current(),
            surroundings: Surroundings {
                engine: Some(engine),
                ..Surroundings::current()
            },
        }
    }

    /// Makes this the current context of this thread until the guard is dropped.
    #[inline]
    pub(crate) fn enter(self) -> Entered {
        let around = CURRENT.try_with(|current| current.replace(self.surroundings));
        Entered {
            around: around.ok(),
            frame: here::enter(self.frame),
            not_send: PhantomData,
        }
    }
}

/// Restores the context that was current before; guards must be dropped in reverse order.
pub(crate) struct Entered {
    around: Option<Surroundings>,
    frame: Option<FrameId>,
    not_send: PhantomData<*const ()>,
}

impl Drop for Entered {
    #[inline]
    fn drop(&mut self) {
        let around = self.around.take();
        let left = around.map(|around| CURRENT.try_with(|current| current.replace(around)));
        here::leave(self.frame);
        // may drop the last of an executor
        drop(left);
    }
}
