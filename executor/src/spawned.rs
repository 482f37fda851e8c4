//! Work in the background: a future that the runtime polls, or a function on its way to another thread.

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};

use pin_project_lite::pin_project;
use tokio::task::AbortHandle;

use crate::engine::Engine;
use crate::error::TaskError;
use crate::hop::Hops;
use crate::in_flight::{About, Pace, Stop, Taken};
use crate::lane::{Lane, Tally};
use crate::origin::{Failure, Origin};
use crate::outcome::{Ended, Outcome, discard};
use crate::permit::{Acquire, Permit};
use crate::site::Site;
use crate::sync::Mutex;
use crate::task::{Started, Task};
use crate::{stack, watch};

/// Starts a function in the background.
pub(crate) fn spawn_hop<R>(hop: Arc<impl Hops<R> + 'static>) -> Task<R> {
    let task = Task::new(Arc::clone(&hop) as Arc<dyn Started<R>>);
    if !Arc::clone(&hop).start(None) {
        hop.outcome().end_early(TaskError::ShutDown);
    }
    task
}

/// Starts `future` in the background.
pub(crate) fn spawn<F>(
    engine: &Engine,
    lane: &Arc<Lane>,
    site: Site,
    failure: Failure<F::Output>,
    future: F,
) -> Task<F::Output>
where
    F: Future<Output: Send + 'static> + Send + 'static,
{
    let shared = Arc::new(Shared {
        origin: Origin::new(engine, lane, site),
        outcome: Outcome::new(failure),
        stopping: Mutex::default(),
        polls: AtomicU64::new(0),
    });
    let task = Task::new(Arc::clone(&shared) as Arc<dyn Started<F::Output>>);
    let taken = Arc::clone(&shared) as Arc<dyn Taken>;
    if !shared.origin.enter(taken, false) {
        shared.outcome.end_early(TaskError::ShutDown);
        return task;
    }
    let frame = shared.origin.frame;
    let spawned = Spawned {
        future: Some(future),
        acquire: lane
            .permits()
            .map(|ty| Acquire::new(engine.ledger(), ty, frame, None, true, site)),
        permit: None,
        tally: Some(lane.tally()),
        span: tracing::Span::current(),
        shared: Arc::clone(&shared),
    };
    let running = engine.future_handle().spawn(spawned);
    shared.runs_as(running.abort_handle());
    task
}

/// What a spawned future, its handle and a shutdown share.
struct Shared<T> {
    origin: Origin,
    outcome: Outcome<T>,
    stopping: Mutex<Stopping>,
    /// Counts each poll as it begins and as it ends: odd during a poll.
    polls: AtomicU64,
}

#[derive(Default)]
struct Stopping {
    why: Option<Stop>,
    handle: Option<AbortHandle>,
}

impl<T> Shared<T> {
    /// The future runs now, and can be stopped through `handle`; it is where that was asked for already.
    fn runs_as(&self, handle: AbortHandle) {
        let mut stopping = self.stopping.lock();
        if stopping.why.is_some() {
            drop(stopping);
            handle.abort();
        } else {
            stopping.handle = Some(handle);
        }
    }
}

/// One poll, in the count of a task's polls.
struct CountsPoll<'a>(&'a AtomicU64);

impl<'a> CountsPoll<'a> {
    fn begin(polls: &'a AtomicU64) -> Self {
        let poll = Self(polls);
        poll.count();
        poll
    }

    /// One poll at a time, so nobody else writes; read for people only.
    fn count(&self) {
        let so_far = self.0.load(Ordering::Relaxed);
        self.0.store(so_far + 1, Ordering::Relaxed);
    }
}

impl Drop for CountsPoll<'_> {
    fn drop(&mut self) {
        self.count();
    }
}

impl<T: Send> Taken for Shared<T> {
    fn about(&self) -> About {
        self.origin.about()
    }

    fn stop(&self, why: Stop) {
        let handle = {
            let mut stopping = self.stopping.lock();
            stopping.why.get_or_insert(why);
            stopping.handle.clone()
        };
        self.origin.cancel();
        if why == Stop::ShutDown {
            self.outcome.end_early(TaskError::ShutDown);
        }
        if let Some(handle) = handle {
            handle.abort();
        }
    }

    fn can_be_stopped(&self) -> bool {
        true
    }

    fn pace(&self) -> Pace {
        match self.polls.load(Ordering::Relaxed) {
            polls if polls % 2 == 0 => Pace::Polled(polls),
            _ => Pace::Runs,
        }
    }
}

impl<T: Send> Started<T> for Shared<T> {
    fn origin(&self) -> &Origin {
        &self.origin
    }

    fn outcome(&self) -> &Outcome<T> {
        &self.outcome
    }
}

pin_project! {
    /// A spawned future as the runtime polls it.
    struct Spawned<F: Future> {
        #[pin]
        future: Option<F>,
        // the wait for the permit, then the permit; neither where the type has no limit
        acquire: Option<Acquire>,
        permit: Option<Permit>,
        // until it has ended
        tally: Option<Tally>,
        span: tracing::Span,
        shared: Arc<Shared<F::Output>>,
    }

    impl<F: Future> PinnedDrop for Spawned<F> {
        fn drop(this: Pin<&mut Self>) {
            if this.tally.is_some() {
                let why = this.shared.stopping.lock().why;
                this.end(Err(match why {
                    Some(Stop::Abort) => TaskError::Aborted,
                    Some(Stop::ShutDown) | None => TaskError::ShutDown,
                }));
            }
        }
    }
}

impl<F: Future> Spawned<F> {
    /// Waits for the permit, then polls the future in its context; never unwinds.
    fn poll_caught(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> std::thread::Result<Poll<F::Output>> {
        catch_unwind(AssertUnwindSafe(|| {
            let this = self.as_mut().project();
            if let Some(acquire) = this.acquire {
                let Poll::Ready(permit) = Pin::new(acquire).poll(cx) else {
                    return Poll::Pending;
                };
                *this.permit = Some(permit);
                *this.acquire = None;
            }
            if let Some(tally) = this.tally {
                tally.start();
            }
            let _context = this.shared.origin.context().enter();
            let _span = this.span.enter();
            let _watched = watch::poll(this.shared.origin.site);
            let _stack = stack::runs(this.shared.origin.frame);
            let _counted = CountsPoll::begin(&this.shared.polls);
            let future = this
                .future
                .as_pin_mut()
                .expect("polled only until it has ended");
            future.poll(cx)
        }))
    }

    /// Drops the future in its context, gives the permit back, and hands the result over.
    fn end(self: Pin<&mut Self>, result: Ended<F::Output>) {
        let mut this = self.project();
        let origin = &this.shared.origin;
        {
            let _context = origin.context().enter();
            let _span = this.span.enter();
            let dropped = catch_unwind(AssertUnwindSafe(|| this.future.set(None)));
            if let Err(payload) = dropped {
                origin.report_lost::<()>(&Err(TaskError::panicked(payload)), |()| None);
            }
        }
        discard(origin, (this.acquire.take(), this.permit.take()));
        if let Some(tally) = this.tally.take()
            && matches!(result, Err(TaskError::Panicked(_)))
        {
            tally.panicked();
        }
        this.span
            .in_scope(|| this.shared.outcome.end(origin, result));
    }
}

impl<F: Future> Future for Spawned<F> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let result = match self.as_mut().poll_caught(cx) {
            Ok(Poll::Pending) => return Poll::Pending,
            Ok(Poll::Ready(value)) => Ok(value),
            Err(payload) => Err(TaskError::panicked(payload)),
        };
        self.end(result);
        Poll::Ready(())
    }
}
