//! Permits: how many of a task type run at once, counted exactly, without nested calls ever hanging.
//!
//! The rule, the state machine and its invariants stand in `README.md`. From the bottom up: `ids`, `frame`, `queue` and `types` are
//! the data, `state` what happens to it, with `waits`, `walk`, `lend` and `room` for the parts of the rule, `knot`, `going`,
//! `find_knot` and `verdict` for what cannot end, `leads_to` for who asks; `ledger` puts a lock around it, with `early` before it;
//! `acquire` and `ready` are the futures that wait, and `waiting` is how a wait for other work is noted.
//!
//! Beside it stand the frames that run in place: `held` is one, `gate` is where it gets its permit without the lock, `shut` says when
//! it may, `in_place` what the state knows of it, `signatures` how it makes itself known, `callers` who has such callees, `counts` what is
//! counted of them, and `permits` is the type as they see it.

mod acquire;
mod by_ticket;
mod callers;
mod counts;
mod early;
mod effects;
mod find_knot;
mod frame;
mod gate;
mod going;
mod held;
mod ids;
mod in_place;
mod knot;
mod leads_to;
mod ledger;
mod lend;
mod permits;
mod queue;
mod ready;
mod report;
mod room;
mod shut;
mod signatures;
mod state;
#[cfg(test)]
#[cfg_attr(
    any(shuttle, executor_loom),
    allow(dead_code, reason = "the models use a part")
)]
mod tests;
mod types;
mod verdict;
mod waiting;
mod waits;
mod walk;

pub(crate) use acquire::{Acquire, Permit};
pub(crate) use counts::InPlaceCounted;
pub(crate) use held::{Around, Held};
pub(crate) use ids::TypeKey;
pub(crate) use ledger::Ledger;
pub(crate) use permits::{Permits, PermitsRef};
pub use ready::Ready;
pub(crate) use waiting::Waits;
