//! The rules that compile errors speak of.
//!
//! `#[executor::task]` and [`exec!`](crate::exec) ask the compiler about each call, and a call that breaks a rule is an error at
//! the user's own tokens, which names one of these traits. There is nothing here to call or to implement.

mod blame;
mod calls;
mod drops;
mod moves;
mod plans;
mod task_types;
mod threads;

#[doc(hidden)]
pub use self::blame::TakesAlong;
#[doc(hidden)]
pub use self::blame::{Blame, Blamed, ItsParts, TheFuture, blameless};
#[doc(hidden)]
pub use self::calls::{
    Background, Blocking, Blocks, Fine, Free, called_in_async_code, called_in_sync_code,
    card_waited_in_async_code, judged_in_async_code, judged_in_sync_code, looped_in_async_code,
    waited_in_async_code,
};
pub use self::calls::{MayLoopInAsync, MayRunInAsync, MayRunInSync, MayWaitInAsync};
pub use self::drops::{MayBeDropped, MayBeDroppedAfterExec};
#[doc(hidden)]
pub use self::drops::{MayDrop, Unawaited, dropped_after_exec, dropped_here};
pub use self::moves::{GivesBack, Takes, TakesCall};
#[doc(hidden)]
pub use self::moves::{HoldsFuture, Hops, Moves, SpawnsFunction, SpawnsFuture};
#[doc(hidden)]
pub use self::moves::{hold_future, hop, moved, spawn_function, spawn_future};
pub use self::plans::RunsFutures;
#[doc(hidden)]
pub use self::plans::{IsAsync, IsSync, PlanFor, ViaAsync, ViaSync};
pub use self::task_types::DeclaresTaskTypes;
#[doc(hidden)]
pub use self::task_types::{InCrateRoot, is_task_type, task_types_declared};
pub use self::threads::AnotherThread;
#[doc(hidden)]
pub use self::threads::ThisThread;
#[doc(hidden)]
pub use crate::task_type::{Allowed, Refused};
