//! Crossing between sync and async Rust, over tokio.

mod await_async;
mod block_on;
mod builder;
mod context;
#[doc(hidden)]
pub mod entry;
mod error;
mod executor;
mod hop;
mod in_flight;
mod in_place;
mod invoke;
mod lane;
#[doc(hidden)]
pub mod macro_support;
mod origin;
mod outcome;
mod own_runtime;
mod permit;
mod permit_here;
mod pool;
mod report;
mod shutdown;
mod signals;
mod site;
mod spawn_task;
mod stack;
mod stats;
mod sync;
mod task;
mod task_type;
pub mod types;
mod watch;
mod work;

pub use crate::await_async::await_async;
pub use crate::builder::Builder;
pub use crate::error::{PanicPayload, TaskError};
pub use crate::executor::Executor;
pub use crate::invoke::{Invoke, invoke, is_cancelled};
pub use crate::permit::Ready;
pub use crate::report::{FailureKind, Report, set_report_hook};
pub use crate::shutdown::{ShutdownReport, Unfinished, shutdown};
pub use crate::spawn_task::spawn_task;
pub use crate::stats::{Stats, TypeStats, stats};
pub use crate::task::Task;
pub use crate::task_type::TaskType;
pub use executor_macros::{exec, main, task, test};

/// Declares the task types of a crate, at its root.
#[macro_export]
macro_rules! task_types {
    ($($declarations:tt)*) => {
        $crate::macro_support::declare_task_types! { ($crate) $($declarations)* }
    };
}
