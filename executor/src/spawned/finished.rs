//! What a spawned future ended with, on its way to whoever awaits its task.
//!
//! The runtime keeps it until it is read, and drops it where nobody will: where the handle of the task is dropped, or was. So a
//! failure that is dropped unread is a lost one, and is reported by the drop.

use super::source::Source;
use crate::started::{Ended, Failure};

/// The result of a spawned future.
pub(super) struct Finished<T> {
    /// Until it is read.
    unread: Option<Unread<T>>,
}

struct Unread<T> {
    result: Ended<T>,
    failure: Failure<T>,
    source: Source,
}

impl<T> Finished<T> {
    pub(super) fn new(result: Ended<T>, failure: Failure<T>, source: Source) -> Self {
        Self {
            unread: Some(Unread {
                result,
                failure,
                source,
            }),
        }
    }

    /// Takes the result.
    pub(super) fn read(mut self) -> Ended<T> {
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
