//! What a spawned future carries besides itself. A program may have millions that wait, so it is kept small: what most do without
//! is behind a pointer.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use crate::engine::Engine;
use crate::frame::FrameId;
use crate::in_flight::Ticket;
use crate::permit::{Acquire, Permit};
use crate::site::Site;
use crate::started::Origin;
use crate::times::{Lap, Stopwatch};
use crate::trace::Span;

/// Where a spawned future comes from, in as few bytes as its task can be spared.
pub(crate) struct Source {
    pub(crate) site: &'static Site,
    pub(crate) frame: FrameId,
    /// Its place among what is in flight.
    pub(crate) ticket: Ticket,
    pub(crate) around: Around,
}

/// What most spawned futures do without: nothing where one runs on the global executor, in no span, has a type without limit, and
/// is not timed.
pub(crate) struct Around(Option<Box<Things>>);

struct Things {
    engine: Engine,
    span: Span,
    limited: Option<Limited>,
    stopwatch: Stopwatch,
    /// How long it waited for its permit.
    waited: Lap,
}

impl Around {
    /// What is around the calling code.
    #[inline]
    pub(crate) fn here(engine: &Engine, limited: Option<Limited>, stopwatch: Stopwatch) -> Self {
        let span = Span::current();
        if engine.is_global() && span.is_none() && limited.is_none() && !stopwatch.runs() {
            return Self(None);
        }
        Self(Some(Box::new(Things {
            engine: engine.clone(),
            span,
            limited,
            stopwatch,
            waited: Lap::NONE,
        })))
    }

    #[inline]
    pub(crate) fn engine(&self) -> Engine {
        match &self.0 {
            Some(things) => things.engine.clone(),
            None => Engine::global_now().expect("it has taken the work"),
        }
    }

    /// The permit, or the wait for it, where there is one.
    #[inline]
    pub(crate) fn limited(&mut self) -> Option<&mut Limited> {
        self.0.as_mut()?.limited.as_mut()
    }

    /// It has its permit now, and runs from here on.
    pub(crate) fn begins(&mut self) {
        if let Some(things) = &mut self.0 {
            things.waited = things.stopwatch.lap();
        }
    }

    /// How long it has waited for its permit.
    #[inline]
    pub(crate) fn waited(&self) -> Lap {
        self.0.as_ref().map_or(Lap::NONE, |things| things.waited)
    }

    /// Takes the permit, or the wait for it, out.
    #[inline]
    pub(crate) fn take_limited(&mut self) -> Option<Limited> {
        self.0.as_mut()?.limited.take()
    }

    /// The time since it was spawned or began.
    #[inline]
    pub(crate) fn lap(&mut self) -> Lap {
        match &mut self.0 {
            Some(things) => things.stopwatch.lap(),
            None => Lap::NONE,
        }
    }

    /// Calls `f` in the span.
    #[inline]
    pub(crate) fn in_span<R>(&self, f: impl FnOnce() -> R) -> R {
        match &self.0 {
            Some(things) => things.span.in_scope(f),
            None => f(),
        }
    }
}

impl Source {
    /// Takes it out, and leaves behind what has nothing to drop.
    pub(crate) fn take(&mut self) -> Self {
        Self {
            around: std::mem::replace(&mut self.around, Around(None)),
            ..*self
        }
    }

    /// The same, as reports take it.
    pub(crate) fn origin(&self) -> Origin {
        let engine = self.around.engine();
        Origin {
            lane: engine.lane_at(self.ticket.lane()),
            engine,
            site: self.site,
            frame: self.frame,
        }
    }
}

/// The permit of a spawned future, and before that the wait for it.
pub(crate) enum Limited {
    Asks(Acquire),
    Has(#[allow(dead_code, reason = "held until it is dropped")] Permit),
}

/// When the permit came.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Granted {
    Before,
    Now,
}

impl Limited {
    /// Waits for the permit; ready also where it was there before.
    pub(crate) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Granted> {
        let Self::Asks(acquire) = self else {
            return Poll::Ready(Granted::Before);
        };
        let permit = ready!(Pin::new(acquire).poll(cx));
        *self = Self::Has(permit);
        Poll::Ready(Granted::Now)
    }
}
