//! What `#[executor::main]` and `#[executor::test]` expand to: start an executor, run, drain.

mod drain;
mod event_loop;
#[cfg(feature = "signal")]
mod listener;
#[cfg(feature = "signal")]
mod main;
mod options;
#[cfg(feature = "signal")]
mod shutdown_signal;
#[cfg(feature = "signal")]
mod signals;
mod test;
mod until;

#[cfg(feature = "signal")]
pub use self::main::{main_async, main_sync};
pub use self::options::Options;
#[cfg(feature = "signal")]
pub use self::shutdown_signal::shutdown_signal;
pub use self::test::{test_async, test_sync};
