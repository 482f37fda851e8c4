//! Permits: how many of a task type run at once, counted exactly, without nested calls ever hanging.
//!
//! The rule, the state machine and its invariants stand in `README.md`. From the bottom up: `ids`, `frame` and `types` are
//! the data, `state` what happens to it, with `waits`, `walk`, `lend` and `room` for the parts of the rule, `knot`, `going`,
//! `find_knot` and `verdict` for what cannot end, `leads_to` for who asks; `ledger` puts a lock around it, with `early` before it;
//! `acquire` and `ready` are the futures that wait.

mod acquire;
mod early;
mod find_knot;
mod frame;
mod going;
mod ids;
mod knot;
mod leads_to;
mod ledger;
mod lend;
mod ready;
mod report;
mod room;
mod state;
#[cfg(test)]
#[cfg_attr(shuttle, allow(dead_code, reason = "the models use a part"))]
mod tests;
mod types;
mod verdict;
mod waits;
mod walk;

pub(crate) use acquire::{Acquire, Permit};
pub(crate) use ids::{FrameId, TypeKey};
pub(crate) use ledger::{Ledger, Waits};
pub use ready::Ready;
