//! What an `exec!` in async code awaits: one future, whichever way its call takes. The plan makes the other way a future that
//! cannot be, so this one has the size of its own way's, and costs what that costs.

use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use pin_project_lite::pin_project;

use super::plan::Void;

pin_project! {
    /// A call on its way: on another thread, or here.
    #[project = Projected]
    #[must_use = "futures do nothing unless awaited"]
    pub enum Way<A, B> {
        /// The function runs on another thread.
        There {
            #[pin]
            future: A,
        },
        /// The future runs in place.
        Here {
            #[pin]
            future: B,
        },
    }
}

impl<A, B> Future for Way<A, B>
where
    A: Future,
    B: Future<Output = A::Output>,
{
    type Output = A::Output;

    #[inline(always)]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<A::Output> {
        match self.project() {
            Projected::There { future } => future.poll(cx),
            Projected::Here { future } => future.poll(cx),
        }
    }
}

/// The future of the way that a plan does not take.
pub struct Never<T> {
    void: Void,
    output: PhantomData<fn() -> T>,
}

impl<T> Future for Never<T> {
    type Output = T;

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<T> {
        match self.void {}
    }
}
