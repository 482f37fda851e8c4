//! A spawned future as the runtime polls it, from its permit to what it ends with.

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use pin_project_lite::pin_project;

use super::finished::Finished;
use super::source::{Granted, Limited, Source};
use crate::context::{self, Work};
use crate::engine::Engine;
use crate::error::TaskError;
use crate::frame::{running, stack};
use crate::in_flight::{self, Left, Stop};
use crate::started::{Ended, Failure};
use crate::times::Lap;
use crate::watch;

pin_project! {
    /// A spawned future as the runtime polls it.
    pub(super) struct Spawned<F: Future> {
        #[pin]
        stage: Stage<F>,
        failure: Failure<F::Output>,
    }

    impl<F: Future> PinnedDrop for Spawned<F> {
        fn drop(this: Pin<&mut Self>) {
            this.cut_off();
        }
    }
}

pin_project! {
    // in one, so that whether there is a future is told by the source, and takes no room
    #[project = StageNow]
    enum Stage<F> {
        Runs {
            #[pin]
            future: F,
            source: Source,
        },
        Ended,
    }
}

impl<F> Stage<F> {
    /// The source, until it has ended.
    #[inline]
    fn source(self: Pin<&mut Self>) -> Option<&mut Source> {
        match self.project() {
            StageNow::Runs { source, .. } => Some(source),
            StageNow::Ended => None,
        }
    }
}

impl<F: Future> Spawned<F> {
    #[inline]
    pub(super) fn new(future: F, source: Source, failure: Failure<F::Output>) -> Self {
        Self {
            stage: Stage::Runs { future, source },
            failure,
        }
    }

    /// Waits for the permit, then polls the future; never unwinds.
    #[inline]
    fn poll_caught(
        mut self: Pin<&mut Self>,
        engine: &Engine,
        cx: &mut Context<'_>,
    ) -> std::thread::Result<Poll<F::Output>> {
        catch_unwind(AssertUnwindSafe(|| {
            let StageNow::Runs { future, source } = self.as_mut().project().stage.project() else {
                panic!("{NOT_ENDED}")
            };
            if let Some(limited) = source.around.limited()
                && ready!(limited.poll(cx)) == Granted::Now
            {
                engine.in_flight().begin(source.ticket);
                source.around.begins();
            }
            source.around.in_span(|| {
                let _watched = watch::poll(*source.site);
                let _stack = stack::runs(source.frame);
                let _shown = running::show(source.frame);
                future.poll(cx)
            })
        }))
    }

    /// Drops the future, gives the permit back, and takes it out of what is in flight.
    fn leave(self: Pin<&mut Self>, engine: &Engine, source: &mut Source, panicked: bool) -> Left {
        let mut this = self.project();
        source.around.in_span(|| {
            let dropped = catch_unwind(AssertUnwindSafe(|| this.stage.set(Stage::Ended)));
            if let Err(payload) = dropped {
                let origin = source.origin();
                origin.report_lost::<()>(&Err(TaskError::panicked(payload)), |()| None);
            }
        });
        let limited = source.around.take_limited();
        let runs = !matches!(limited, Some(Limited::Asks(_)));
        let lap = source.around.lap();
        let (waited, ran) = if runs {
            (source.around.waited(), lap)
        } else {
            (lap, Lap::NONE)
        };
        let ended = in_flight::Account {
            panicked,
            waited,
            ran,
        };
        let left = engine.in_flight().leave(source.ticket, ended);
        // it runs no more when the next one begins
        if let Some(limited) = limited {
            source.origin().discard(limited);
        }
        left
    }

    /// The runtime drops it before its end: it was aborted, or the runtime goes.
    fn cut_off(mut self: Pin<&mut Self>) {
        let Some(mut source) = self.as_mut().project().stage.source().map(Source::take) else {
            return;
        };
        let engine = source.around.engine();
        let _context = context_of(&engine, &source).enter();
        let failure = self.failure;
        let left = self.leave(&engine, &mut source, false);
        // who waits for it is told by the runtime
        if left.stop.is_none() && !left.is_joined {
            drop(Finished::new(Err(TaskError::ShutDown), failure, source));
        }
    }
}

/// It came to its end while a shutdown stopped it: the shutdown's report names it, so whoever waits for it is told the same, and
/// what it ended with is nobody's.
#[cold]
fn cut_off_at_its_end<T>(result: Ended<T>, failure: Failure<T>, source: Source) -> Finished<T> {
    let origin = source.origin();
    source.around.in_span(|| {
        origin.report_lost(&result, failure);
        origin.discard(result);
    });
    Finished::new(Err(TaskError::ShutDown), failure, source)
}

const NOT_ENDED: &str = "a task is not polled after its end";

fn context_of(engine: &Engine, source: &Source) -> context::Context {
    let &Source { ticket, frame, .. } = source;
    context::Context::of_work(engine.clone(), frame, Some(Work::Future { ticket, frame }))
}

impl<F: Future> Future for Spawned<F> {
    type Output = Finished<F::Output>;

    #[inline]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let source = self.as_mut().project().stage.source().expect(NOT_ENDED);
        let (engine, ticket) = (source.around.engine(), source.ticket);
        let _context = context_of(&engine, source).enter();
        let in_flight = engine.in_flight();
        let mut stop = in_flight.poll(ticket);
        let result = loop {
            if stop == Some(Stop::ShutDown) {
                break Err(TaskError::ShutDown);
            }
            match self.as_mut().poll_caught(&engine, cx) {
                Ok(Poll::Ready(value)) => break Ok(value),
                Err(payload) => break Err(TaskError::panicked(payload)),
                Ok(Poll::Pending) => {}
            }
            let source = self.as_mut().project().stage.source();
            let is_parked = &mut source.expect(NOT_ENDED).ticket.is_parked;
            if std::mem::replace(is_parked, true) {
                return Poll::Pending;
            }
            stop = in_flight.park(ticket, cx.waker());
            // the runtime itself drops what was aborted
            if stop != Some(Stop::ShutDown) {
                return Poll::Pending;
            }
        };
        let source = self.as_mut().project().stage.source();
        let (mut source, failure) = (source.expect(NOT_ENDED).take(), self.failure);
        let panicked = matches!(result, Err(TaskError::Panicked(_)));
        let left = self.leave(&engine, &mut source, panicked);
        if left.stop == Some(Stop::ShutDown) {
            return Poll::Ready(cut_off_at_its_end(result, failure, source));
        }
        Poll::Ready(Finished::new(result, failure, source))
    }
}

#[cfg(all(test, not(any(shuttle, executor_loom))))]
mod tests {
    use std::future::Pending;

    use super::Spawned;

    /// A task of tokio is as large as its future, rounded up: what a million of them weigh beyond tokio's own is decided here.
    #[test]
    fn a_spawned_future_carries_five_words_with_it() {
        let words = |bytes| bytes / size_of::<usize>();
        assert_eq!(words(size_of::<Spawned<Pending<()>>>()), 5);
    }
}
