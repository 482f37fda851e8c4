//! Futures that run in place, in the task that awaits them.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use pin_project_lite::pin_project;

use crate::engine::Engine;
use crate::held::Held;
use crate::lane::{Lane, Tally};
use crate::permitted::Permitted;
use crate::site::Site;
use crate::sync::Mutex;

pin_project! {
    /// A future that runs in place, on one executor, within a permit where its type has a limit.
    #[must_use = "the future does not run unless this is awaited"]
    pub struct InPlace<F> {
        // taken only by the drop
        #[pin]
        way: Option<Way<F>>,
        engine: Engine,
    }

    impl<F> PinnedDrop for InPlace<F> {
        fn drop(this: Pin<&mut Self>) {
            let mut this = this.project();
            let _context = this.engine.make_current();
            this.way.set(None);
        }
    }
}

pin_project! {
    #[project = WayNow]
    enum Way<F> {
        Plain { #[pin] future: F },
        InPermit { #[pin] future: InPermit<F> },
    }
}

impl<F: Future> InPlace<F> {
    pub(crate) fn new(engine: &Engine, lane: &Held<Lane>, site: Site, future: F) -> Self {
        let way = if lane.permits().is_some() {
            Way::InPermit {
                future: InPermit::new(engine, lane, site, future),
            }
        } else {
            Way::Plain { future }
        };
        Self {
            way: Some(way),
            engine: engine.clone(),
        }
    }
}

impl<F: Future> Future for InPlace<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let this = self.project();
        let _context = this.engine.make_current();
        let way = this.way.as_pin_mut().expect("there until it is dropped");
        match way.project() {
            WayNow::Plain { future } => future.poll(cx),
            WayNow::InPermit { future } => future.poll(cx),
        }
    }
}

impl<F> fmt::Debug for InPlace<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InPlace").finish_non_exhaustive()
    }
}

pin_project! {
    /// A future that runs in place within a permit of its type, and is counted among the type's tasks from its first poll on.
    #[must_use = "the future does not run unless this is awaited"]
    pub struct InPermit<F> {
        #[pin]
        permitted: Permitted<Counted<F>>,
        // until the first poll
        lane: Option<Held<Lane>>,
        count: Count,
    }
}

/// The tally of the future; taken when that is dropped.
type Count = Arc<Mutex<Option<Tally>>>;

impl<F: Future> InPermit<F> {
    /// The lane must have a limit.
    pub(crate) fn new(engine: &Engine, lane: &Held<Lane>, site: Site, future: F) -> Self {
        engine.must_not_be_over(site);
        let Some(ty) = lane.permits() else {
            unreachable!("asked only for types with a limit")
        };
        let count = Count::default();
        let counted = Counted {
            future,
            count: Arc::clone(&count),
        };
        let permitted = Permitted::new(Arc::clone(engine.ledger()), ty, site, counted);
        Self {
            permitted,
            lane: Some(lane.clone()),
            count,
        }
    }
}

impl<F: Future> Future for InPermit<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let this = self.project();
        if let Some(lane) = this.lane.take() {
            *this.count.lock() = Some(Lane::tally(&lane));
        }
        this.permitted.poll(cx)
    }
}

impl<F> fmt::Debug for InPermit<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InPermit").finish_non_exhaustive()
    }
}

pin_project! {
    /// The future within the permit: it runs from its first poll until it is dropped.
    struct Counted<F> {
        #[pin]
        future: F,
        count: Count,
    }

    impl<F> PinnedDrop for Counted<F> {
        fn drop(this: Pin<&mut Self>) {
            let tally = this.count.lock().take();
            drop(tally);
        }
    }
}

impl<F: Future> Future for Counted<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let this = self.project();
        if let Some(tally) = &mut *this.count.lock() {
            tally.start();
        }
        let unwinds = CountsPanic(this.count);
        let result = this.future.poll(cx);
        std::mem::forget(unwinds);
        result
    }
}

/// Dropped only where the future's poll unwinds.
struct CountsPanic<'a>(&'a Count);

impl Drop for CountsPanic<'_> {
    fn drop(&mut self) {
        if let Some(tally) = &*self.0.lock() {
            tally.panicked();
        }
    }
}
