//! What a spawned future ended with, on its way to whoever awaits its task.
//!
//! The runtime keeps it until it is read, and drops it where nobody will: where the handle of the task is dropped, or was. So a
//! failure that is dropped unread is a lost one, and is reported by the drop.

use crate::engine::Engine;
use crate::error::TaskError;
use crate::origin::{Failure, Origin};
use crate::outcome::Ended;
use crate::permit::FrameId;
use crate::site::Site;

/// The result of a spawned future.
pub(crate) struct Finished<T> {
    /// Until it is read.
    unread: Option<Unread<T>>,
}

struct Unread<T> {
    result: Ended<T>,
    failure: Failure<T>,
    source: Source,
}

/// Where a spawned future comes from, in as few bytes as its task can be spared.
pub(crate) struct Source {
    pub(crate) site: &'static Site,
    pub(crate) frame: FrameId,
    /// The lane of its type.
    pub(crate) lane: u16,
    pub(crate) around: Around,
}

/// What is around a spawned future; nothing where it runs on the global executor, in no span.
pub(crate) struct Around(Option<Box<(Engine, tracing::Span)>>);

impl Around {
    /// What is around the calling code.
    #[inline]
    pub(crate) fn here(engine: &Engine) -> Self {
        let span = tracing::Span::current();
        let is_plain = engine.is_forever() && span.is_none();
        Self((!is_plain).then(|| Box::new((engine.clone(), span))))
    }

    #[inline]
    pub(crate) fn engine(&self) -> Engine {
        match &self.0 {
            Some(around) => around.0.clone(),
            None => Engine::global_now().expect("it has taken the work"),
        }
    }

    /// Calls `f` in the span.
    #[inline]
    pub(crate) fn in_span<R>(&self, f: impl FnOnce() -> R) -> R {
        match &self.0 {
            Some(around) => around.1.in_scope(f),
            None => f(),
        }
    }
}

impl Source {
    /// The same, as reports take it.
    pub(crate) fn origin(&self) -> Origin {
        let engine = self.around.engine();
        Origin {
            lane: engine.lane_at(self.lane),
            engine,
            site: *self.site,
            frame: self.frame,
        }
    }
}

impl<T> Finished<T> {
    pub(crate) fn new(result: Ended<T>, failure: Failure<T>, source: Source) -> Self {
        Self {
            unread: Some(Unread {
                result,
                failure,
                source,
            }),
        }
    }

    /// Takes the result.
    pub(crate) fn read(mut self) -> Ended<T> {
        let unread = self.unread.take().expect("read only once");
        unread.result
    }
}

impl<T> Drop for Finished<T> {
    fn drop(&mut self) {
        let Some(unread) = self.unread.take() else {
            return;
        };
        let Unread {
            result,
            failure,
            source,
        } = unread;
        // told without an origin: by far the most tasks end so
        if !std::mem::needs_drop::<T>() && result.as_ref().is_ok_and(|value| failure(value).is_none())
        {
            return;
        }
        let origin = source.origin();
        source.around.in_span(|| {
            origin.report_lost(&result, failure);
            origin.discard(result);
        });
    }
}

impl TaskError {
    /// Why the runtime has not run a future of ours to its end.
    pub(crate) fn of_runtime(error: tokio::task::JoinError, is_aborted: bool) -> Self {
        match error.try_into_panic() {
            Ok(payload) => Self::panicked(payload),
            Err(_) if is_aborted => Self::Aborted,
            Err(_) => Self::ShutDown,
        }
    }
}
