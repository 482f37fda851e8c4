//! A future that runs in place, under a permit.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use pin_project_lite::pin_project;

use crate::context;
use crate::permit::{Acquire, FrameId, Ledger, Permit, TypeKey};
use crate::site::Site;

pin_project! {
    /// A future that is polled in place, in the caller's task, under a permit of its task type.
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
    #[must_use = "futures do nothing unless awaited"]
    pub(crate) struct Permitted<F> {
        #[pin]
        future: Option<F>,
        stage: Stage,
    }

    impl<F> PinnedDrop for Permitted<F> {
        fn drop(this: Pin<&mut Self>) {
            this.finish();
        }
    }
}

enum Stage {
    New {
        ledger: Arc<Ledger>,
        ty: TypeKey,
        site: Site,
    },
    Asks(Acquire),
    Runs(Permit),
    Done,
}

impl<F: Future> Permitted<F> {
    /// Runs `future` under a permit of `ty`. Whose permits it may borrow is read from the context of the first poll.
    pub(crate) fn new(ledger: Arc<Ledger>, ty: TypeKey, site: Site, future: F) -> Self {
        Self {
            future: Some(future),
            stage: Stage::New { ledger, ty, site },
        }
    }
}

impl<F> Permitted<F> {
    /// Drops the future, then its permit: what the future's destructors do still belongs to its frame.
    fn finish(self: Pin<&mut Self>) {
        let mut this = self.project();
        let permit = Ending(std::mem::replace(this.stage, Stage::Done));
        let _entered = permit.frame().filter(|_| this.future.is_some()).map(enter);
        this.future.set(None);
    }
}

/// Outlives the guard of the context, also where a destructor panics.
struct Ending(Stage);

impl Ending {
    fn frame(&self) -> Option<FrameId> {
        match &self.0 {
            Stage::Runs(permit) => Some(permit.frame()),
            _ => None,
        }
    }
}

impl<F: Future> Future for Permitted<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let mut this = self.as_mut().project();
        let Poll::Ready(frame) = poll_stage(this.stage, cx) else {
            return Poll::Pending;
        };
        let future = this.future.as_mut().as_pin_mut();
        let future = future.expect("a future is not polled after it was done");
        let result = {
            let _entered = enter(frame);
            future.poll(cx)
        };
        if result.is_ready() {
            self.finish();
        }
        result
    }
}

/// Asks for the permit, and waits for it.
fn poll_stage(stage: &mut Stage, cx: &mut Context<'_>) -> Poll<FrameId> {
    if let Stage::New { ledger, ty, site } = stage {
        let parent = context::Context::with_current(|context| context.frame);
        let acquire = Acquire::new(ledger, *ty, FrameId::next(), parent, false, *site);
        *stage = Stage::Asks(acquire);
    }
    if let Stage::Asks(acquire) = stage {
        match Pin::new(acquire).poll(cx) {
            Poll::Ready(permit) => *stage = Stage::Runs(permit),
            Poll::Pending => return Poll::Pending,
        }
    }
    match stage {
        Stage::Runs(permit) => Poll::Ready(permit.frame()),
        _ => panic!("a future is not polled after it was done"),
    }
}

fn enter(frame: FrameId) -> context::Entered {
    context::Context {
        frame: Some(frame),
        ..context::Context::current()
    }
    .enter()
}
