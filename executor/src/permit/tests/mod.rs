//! The rule, sentence by sentence; random programs against the real state machine; threads against the real wakers.

#[cfg(not(any(shuttle, executor_loom)))]
mod gate;
#[cfg(not(any(shuttle, executor_loom)))]
mod invariants;
#[cfg(not(any(shuttle, executor_loom)))]
mod knots;
#[cfg(executor_loom)]
mod loom;
#[cfg(not(any(shuttle, executor_loom)))]
mod model;
#[cfg(not(any(shuttle, executor_loom)))]
mod program;
#[cfg(not(any(shuttle, executor_loom)))]
mod rules;
#[cfg(any(shuttle, executor_loom))]
mod scenes;
#[cfg(shuttle)]
mod shuttle;
#[cfg(not(any(shuttle, executor_loom)))]
mod threads;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Wake, Waker};

use super::{Acquire, Held, Ledger, Permit, Permits, PermitsRef, TypeKey};
use crate::frame::FrameId;
use crate::site::Site;

/// Parts of the rule, which a test may switch off to show that they are needed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rules {
    pub(super) lend: bool,
    pub(super) lend_down: bool,
    pub(super) lend_for_room: bool,
    /// How many waiters may be chosen to fail.
    pub(super) knots: usize,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            lend: true,
            lend_down: true,
            lend_for_room: true,
            knots: usize::MAX,
        }
    }
}

/// Counts its wake-ups.
#[derive(Default)]
struct Woken(AtomicUsize);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

impl Woken {
    fn times(&self) -> usize {
        self.0.load(Ordering::SeqCst)
    }
}

/// A future that is polled by hand.
struct Hand<F> {
    future: F,
    woken: Arc<Woken>,
}

impl<F: Future + Unpin> Hand<F> {
    fn new(future: F) -> Self {
        Self {
            future,
            woken: Arc::default(),
        }
    }

    fn poll(&mut self) -> Poll<F::Output> {
        let waker = Waker::from(Arc::clone(&self.woken));
        Pin::new(&mut self.future).poll(&mut Context::from_waker(&waker))
    }

    fn is_pending(&mut self) -> bool {
        self.poll().is_pending()
    }

    fn expect(mut self) -> F::Output {
        match self.poll() {
            Poll::Ready(output) => output,
            Poll::Pending => panic!("still waits"),
        }
    }
}

/// One limited type, and frames of it.
struct One {
    ledger: Arc<Ledger>,
    ty: TypeKey,
}

impl One {
    fn with_limit(limit: usize) -> Self {
        Self::with_queue(limit, None)
    }

    fn with_queue(limit: usize, queue: Option<usize>) -> Self {
        let ledger = Ledger::new();
        let ty = ledger.add_type("gallery", limit, queue);
        Self { ledger, ty }
    }

    fn call(&self, caller: Option<FrameId>) -> Hand<Acquire> {
        Hand::new(Acquire::new(
            &self.ledger,
            self.ty,
            FrameId::next(),
            caller,
            false,
            Site::here("call"),
        ))
    }

    fn spawn(&self) -> (FrameId, Hand<Acquire>) {
        let frame = FrameId::next();
        let asks = Acquire::new(
            &self.ledger,
            self.ty,
            frame,
            None,
            true,
            Site::here("spawned"),
        );
        (frame, Hand::new(asks))
    }

    fn running(&self) -> Permit {
        self.call(None).expect()
    }

    /// A frame that runs in place, and has not asked yet.
    fn in_place(&self) -> Held {
        Held::new(permits(&self.ledger, self.ty), Site::here("in place"))
    }

    fn counts(&self) -> (usize, usize) {
        counts(&self.ledger, self.ty)
    }
}

fn permits(ledger: &Arc<Ledger>, ty: TypeKey) -> PermitsRef {
    PermitsRef::Own(Arc::new(Permits::of(ledger, ty)))
}

/// How many permits of `ty` are in use, and how many wait for one.
fn counts(ledger: &Ledger, ty: TypeKey) -> (usize, usize) {
    ledger.with(|state| {
        let ty = &state.types[ty.0];
        (ty.limit - ty.free_now(), ty.queue.len())
    })
}
