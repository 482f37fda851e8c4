//! Work that has been started: where it comes from, and the cell through which it hands over what it ends with.

mod origin;
mod outcome;

use std::task::{Context, Poll};

pub(crate) use self::origin::{Failure, Origin};
pub(crate) use self::outcome::{Ended, Outcome, Reader};
use crate::in_flight::Taken;

/// A function that has been started, and gives a `T`.
pub(crate) trait Started<T>: Taken {
    /// Where it comes from.
    fn origin(&self) -> &Origin;
    /// Takes its result.
    fn poll(&self, cx: &mut Context<'_>) -> Poll<Ended<T>>;
    /// Whether it has a result, read or not.
    fn has_ended(&self) -> bool;
    /// Nobody will read its result.
    fn detach(&self);
}
