//! Permits: how many of a task type run at once, counted exactly, without nested calls ever hanging.
//!
//! The rule, the state machine and its invariants stand in `README.md`. From the bottom up: `types` and `frame` are the data,
//! `state` what happens to it, with `lend` and `room` for the parts of the rule, `going`,
//! `knot` and `verdict` for what cannot end; `ledger` puts a lock around it;
//! `acquire`, `ready` and `permitted` are the futures that wait.

mod acquire;
mod early;
mod frame;
mod going;
mod knot;
mod ledger;
mod lend;
mod permitted;
mod ready;
mod report;
mod room;
mod state;
#[cfg(test)]
mod tests;
mod types;
mod verdict;

pub(crate) use acquire::{Acquire, Permit};
pub(crate) use frame::FrameId;
pub(crate) use ledger::{Ledger, Waits};
pub use permitted::Permitted;
pub use ready::Ready;
pub(crate) use types::TypeKey;
