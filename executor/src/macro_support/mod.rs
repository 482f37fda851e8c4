//! What the expansions of `exec!` and `#[executor::task]` call. Hidden: no part of it is public API.
//!
//! An expansion asks three questions, and the compiler answers them by types alone:
//!
//! 1. what is known about the callee? Its *card* (`card`, `method_card`): its task type, and whether it blocks;
//! 2. is the callee sync or async? The *kind* of what the call gives (`kind`): a future or a plain value;
//! 3. so what is to happen? The *plan* (`plan`), one for each mode in which `exec!` is written.
//!
//! All of it is gathered in the types of one value, the *call* (`call`), which is declared before anything is known, and whose
//! methods turn uninhabited in the branches that the plan rules out. Such a branch leaves the compiler before borrow check,
//! layout and auto traits, so a future holds nothing for the ways that its `exec!`s did not take.
//!
//! A user's program may have a trait in scope with a method `kind(self)` on every type. So methods that expansions call are
//! inherent ones that take `self`, which come first in the compiler's search, or traits' with `executor_` in their names.

pub mod blame;
pub mod blocking;
pub mod blocking_methods;
pub mod call;
pub mod card;
pub mod failure;
pub mod hops;
pub mod in_editor;
pub mod kind;
mod levels;
pub mod lost;
pub mod method_card;
pub mod open;
pub mod plan;
pub mod pointer;
pub mod waits;
pub mod ways;

#[cfg(feature = "macros")]
pub use executor_macros::{exec_in_async, exec_in_closure, exec_in_sync};

pub use self::blocking::{Differs, Settled, same};
pub use self::blocking_methods::{OtherType, Ty, ty};
pub use self::call::call;
pub use self::card::{Card, Chosen, ViaNoTaskType, ViaTaskType, card, default_card};
pub use self::failure::{Outcome, ViaDebug, ViaDisplay, ViaNoResult, ViaType};
pub use self::open::NotOpen;
pub use self::plan::{Await, Block, Here, Spawn, never};
pub use crate::entry;
pub use crate::rules::{
    Blamed, Blocking, Blocks, Free, InCrateRoot, blameless, called_in_async_code,
    called_in_sync_code, card_waited_in_async_code, hold_future, hop, is_task_type,
    judged_in_async_code, judged_in_sync_code, looped_in_async_code, moved, spawn_function,
    spawn_future, task_types_declared, waited_in_async_code,
};
pub use crate::site::Site;
pub use crate::task_type::{Allowed, Base, Limited, Refused, Settings, Slot, TaskType, Unlimited};
pub use crate::types;
#[cfg(feature = "macros")]
pub use executor_macros::declare_task_types;

/// Whether `module_path`, of a module that `task_types!` made, is right below a crate's root.
pub const fn is_in_crate_root(module_path: &str) -> bool {
    let bytes = module_path.as_bytes();
    let mut separators = 0;
    let mut index = 0;
    while index + 1 < bytes.len() {
        if bytes[index] == b':' && bytes[index + 1] == b':' {
            separators += 1;
            index += 1;
        }
        index += 1;
    }
    separators == 1
}
