//! What travels with a piece of work, from poll to poll and from thread to thread.
//!
//! A thread has one current [`Context`]. Whoever runs a piece of work enters the work's own context around each poll of it
//! ([`InContext`]) or around the call ([`Context::enter`]), so code in it finds its executor, the frame whose permits it may
//! borrow, and whether its caller is gone.

use std::cell::RefCell;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::task;

use pin_project_lite::pin_project;

use crate::executor::Executor;
use crate::permit::FrameId;

thread_local! {
    static CURRENT: RefCell<Context> = const { RefCell::new(Context::NONE) };
}

/// What a piece of work knows about the work around it.
#[derive(Clone, Default)]
pub(crate) struct Context {
    /// The executor that runs this work; the global one where there is none.
    pub(crate) executor: Option<Executor>,
    /// The innermost frame this work runs in: whose permits it may borrow.
    pub(crate) frame: Option<FrameId>,
    /// Set once nobody waits for this sync work any more.
    pub(crate) cancelled: Option<Arc<AtomicBool>>,
}

impl Context {
    const NONE: Self = Self {
        executor: None,
        frame: None,
        cancelled: None,
    };

    /// The current context of this thread.
    pub(crate) fn current() -> Self {
        CURRENT
            .try_with(|current| current.borrow().clone())
            .unwrap_or(Self::NONE)
    }

    /// Reads the current context without cloning it. `read` must not enter another.
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

    /// Makes this the current context of this thread until the guard is dropped.
    pub(crate) fn enter(self) -> Entered {
        let before = CURRENT.try_with(|current| current.replace(self)).ok();
        Entered {
            before,
            not_send: PhantomData,
        }
    }
}

/// Restores the context that was current before; guards must be dropped in reverse order.
pub(crate) struct Entered {
    before: Option<Context>,
    not_send: PhantomData<*const ()>,
}

impl Drop for Entered {
    fn drop(&mut self) {
        if let Some(before) = self.before.take() {
            let _ = CURRENT.try_with(|current| current.replace(before));
        }
    }
}

pin_project! {
    /// A future that is polled, and dropped, in a context of its own.
    pub(crate) struct InContext<F> {
        #[pin]
        future: F,
        context: Context,
    }
}

impl<F> InContext<F> {
    pub(crate) fn new(future: F, context: Context) -> Self {
        Self { future, context }
    }
}

impl<F: Future> Future for InContext<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut task::Context<'_>) -> task::Poll<F::Output> {
        let this = self.project();
        let _entered = this.context.clone().enter();
        this.future.poll(cx)
    }
}
