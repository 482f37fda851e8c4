//! A future in a context of its own.

use std::future::Future;
use std::pin::Pin;
use std::task;

use pin_project_lite::pin_project;

use super::Context;

pin_project! {
    /// A future that is polled, and dropped, in a context of its own.
    pub(crate) struct InContext<F> {
        // taken only by the drop
        #[pin]
        future: Option<F>,
        context: Context,
    }

    impl<F> PinnedDrop for InContext<F> {
        fn drop(this: Pin<&mut Self>) {
            let mut this = this.project();
            let _entered = this.context.clone().enter();
            this.future.set(None);
        }
    }
}

impl<F> InContext<F> {
    pub(crate) fn new(future: F, context: Context) -> Self {
        Self {
            future: Some(future),
            context,
        }
    }
}

impl<F: Future> Future for InContext<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut task::Context<'_>) -> task::Poll<F::Output> {
        let this = self.project();
        let _entered = this.context.clone().enter();
        let future = this.future.as_pin_mut();
        future.expect("there until it is dropped").poll(cx)
    }
}

#[cfg(all(test, not(any(shuttle, executor_loom))))]
mod tests {
    use std::future::{Future, pending};
    use std::pin::pin;
    use std::sync::mpsc;
    use std::task;

    use super::InContext;
    use crate::context::Context;
    use crate::frame::{FrameId, here};

    struct TellsFrame(mpsc::Sender<Option<FrameId>>);

    impl Drop for TellsFrame {
        fn drop(&mut self) {
            let _ = self.0.send(here::current());
        }
    }

    #[test]
    fn a_future_is_polled_and_dropped_in_its_context() {
        let frame = Some(FrameId::next());
        let context = || Context {
            frame,
            ..Context::default()
        };
        let (tells, told) = mpsc::channel();
        let tells_frame = || TellsFrame(tells.clone());

        let dropped_early = tells_frame();
        drop(InContext::new(
            async move { drop(dropped_early) },
            context(),
        ));
        assert_eq!(told.recv(), Ok(frame));

        let (dropped, held) = (tells_frame(), tells_frame());
        let future = async move {
            drop(dropped);
            let _held = held;
            pending::<()>().await;
        };
        {
            let mut future = pin!(InContext::new(future, context()));
            let mut cx = task::Context::from_waker(task::Waker::noop());
            assert!(future.as_mut().poll(&mut cx).is_pending());
            assert_eq!(told.recv(), Ok(frame));
            assert_eq!(here::current(), None);
        }
        assert_eq!(told.recv(), Ok(frame));
        assert_eq!(here::current(), None);
    }
}
