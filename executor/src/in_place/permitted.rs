//! A future that runs in place, under a permit.

use std::fmt;
use std::future::Future;
use std::mem::ManuallyDrop;
use std::pin::Pin;
use std::task::{Context, Poll};

use pin_project_lite::pin_project;

use crate::permit::{Around, Held, PermitsRef};
use crate::site::Site;

pin_project! {
    /// A future that is polled in place, in the caller's task, under a permit of its task type, and is counted among the type's
    /// tasks from its first poll on.
    ///
    /// It asks for the permit at its first poll, borrowing that of a caller where the rule allows, and gives it back when
    /// the future is done, panics or is dropped, after the future itself is dropped. `Send` if the future is.
    ///
    /// # Panics
    ///
    /// If the permit can never come: nobody who holds one can go on, and this is the newest such wait. The message names
    /// the types and the places. A panic of the future passes through.
    ///
    /// # Cancel safety
    ///
    /// As that of the future: dropping it before it has its permit withdraws the request, and the future never ran.
    #[must_use = "the future does not run unless this is awaited"]
    pub struct Permitted<F> {
        #[pin]
        future: Option<F>,
        held: Held,
    }

    impl<F> PinnedDrop for Permitted<F> {
        fn drop(this: Pin<&mut Self>) {
            let mut this = this.project();
            if this.held.runs() {
                let _here = Here::enter(this.held, true);
                this.future.set(None);
            }
        }
    }
}

impl<F: Future> Permitted<F> {
    /// Runs `future` under a permit. Whose permits it may borrow is read from the context of the first poll.
    #[inline]
    pub(crate) fn new(permits: PermitsRef, site: Site, future: F) -> Self {
        Self {
            future: Some(future),
            held: Held::new(permits, site),
        }
    }
}

impl<F: Future> Future for Permitted<F> {
    type Output = F::Output;

    #[inline]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let mut this = self.project();
        if !this.held.runs() && this.held.poll(cx).is_pending() {
            return Poll::Pending;
        }
        let mut here = Here::enter(this.held, false);
        let future = this.future.as_mut().as_pin_mut();
        let result = future.expect("there while it runs").poll(cx);
        if result.is_ready() {
            here.ends = true;
            // what the future's destructors do still belongs to its frame
            this.future.set(None);
        }
        let Here { held, around, .. } = &mut *ManuallyDrop::new(here);
        held.leave(*around);
        if result.is_ready() {
            held.end();
        } else {
            held.is_pending();
        }
        result
    }
}

/// The future's frame runs here. Dropped only where the future unwinds.
struct Here<'a> {
    held: &'a mut Held,
    around: Around,
    /// The future is being dropped.
    ends: bool,
}

impl<'a> Here<'a> {
    #[inline]
    fn enter(held: &'a mut Held, ends: bool) -> Self {
        let around = held.enter();
        Self { held, around, ends }
    }
}

impl Drop for Here<'_> {
    #[inline]
    fn drop(&mut self) {
        self.held.leave(self.around);
        if self.ends {
            self.held.end();
        } else {
            self.held.has_panicked();
        }
    }
}

impl<F> fmt::Debug for Permitted<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Permitted").finish_non_exhaustive()
    }
}
