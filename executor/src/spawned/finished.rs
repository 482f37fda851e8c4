//! What a spawned future ended with, on its way to whoever awaits its task.
//!
//! The runtime keeps it until it is read, and drops it where nobody will: where the handle of the task is dropped, or was. So a
//! failure that is dropped unread is a lost one, and is reported by the drop.

use super::source::Source;
use crate::error::TaskError;
use crate::origin::Failure;
use crate::outcome::Ended;

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
        if !std::mem::needs_drop::<T>()
            && result.as_ref().is_ok_and(|value| failure(value).is_none())
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
