//! What is watched while a program runs: tasks that hold the event loop, and how long a wait may stand still before it is told
//! of, which [`block_on`](crate::block_on) does.

mod held_event_loop;
mod server;
mod thresholds;

pub(crate) use self::held_event_loop::{off_event_loop, poll};
pub(crate) use self::server::serves_here;
#[cfg(feature = "signal")]
pub(crate) use self::server::{main_is_here, serves};
pub(crate) use self::thresholds::AGAIN;
#[cfg(test)]
pub(crate) use self::thresholds::FIRST;
#[cfg(not(test))]
pub(crate) use self::thresholds::stalled_after;
pub use self::thresholds::{report_held_event_loop, report_stalled_waits};
