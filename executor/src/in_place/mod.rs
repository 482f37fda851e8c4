//! Futures that run in place, in the task that awaits them, and what of a type with a limit does so within a permit: futures
//! ([`permitted`]), and sync code in a sync caller ([`permit_here`]).

mod permit_here;
mod permitted;

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use pin_project_lite::pin_project;

pub(crate) use self::permit_here::{PermitHere, permit_on, take_permit};
pub(crate) use self::permitted::Permitted;
use crate::engine::Engine;
use crate::lane::Lane;
use crate::permit::PermitsRef;
use crate::site::Site;
use crate::sync::Lasting;

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
        InPermit { #[pin] future: Permitted<F> },
    }
}

impl<F: Future> InPlace<F> {
    pub(crate) fn new(engine: &Engine, lane: &Lasting<Lane>, site: Site, future: F) -> Self {
        let way = if let Some(permits) = lane.permits_in_place() {
            engine.must_not_be_over(site);
            let permits = PermitsRef::Own(Arc::clone(permits));
            Way::InPermit {
                future: Permitted::new(permits, site, future),
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
