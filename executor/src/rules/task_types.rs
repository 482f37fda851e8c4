//! Where task types are declared, and what is one.

use crate::task_type::TaskType;

/// Compiles where `T` is a task type.
pub const fn is_task_type<T: TaskType>() {}

/// A place where `task_types!` may stand.
#[diagnostic::on_unimplemented(
    message = "`task_types!` is not at the crate root",
    label = "declared in an inner module",
    note = "move the declaration to `main.rs` or `lib.rs`: `type = \"…\"` and `exec!(<…> …)` look for their types there"
)]
pub trait DeclaresTaskTypes {}

#[diagnostic::do_not_recommend]
impl DeclaresTaskTypes for InCrateRoot<true> {}

/// Whether `task_types!` stands at the crate root.
pub struct InCrateRoot<const YES: bool>;

/// Compiles where `task_types!` may stand.
pub const fn task_types_declared<P: DeclaresTaskTypes>() {}
