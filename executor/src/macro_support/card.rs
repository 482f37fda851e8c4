//! The card of a callee: its task type, and whether it blocks.
//!
//! `#[executor::task]` puts a macro of a unique name beside the function, and an alias of that macro under the function's own
//! name, in a module that the function's module imports by glob. Who calls `path` writes `use path as __callee`: an import
//! takes a name in every namespace where it exists, so it finds the macro with the function, through re-exports and across
//! crates, and a glob's name gives way to any other item. Where there is no card, the import of the default card around it is
//! found instead. The macro gives the card's type.

use std::marker::PhantomData;

use crate::rules::{Background, Blocking, Free};
use crate::task_type::TaskType;
use crate::types::Io;

/// What is known about a callee at compile time.
pub trait Card {
    /// Where its sync work runs, and how much of it at once.
    type Type: TaskType;
}

impl<T: TaskType> Card for Free<T> {
    type Type = T;
}

impl<T: TaskType> Card for Blocking<T> {
    type Type = T;
}

/// What the compiler takes for the card of a callee that it cannot find: it has said so.
impl Card for () {
    type Type = Io;
}

/// The card of a callee without a card: blocking calls run on `io`.
pub type Default = Free<Io>;

/// A path that the user wrote for a task type.
pub struct Chosen<T>(PhantomData<fn() -> *const T>);

impl<T> Chosen<T> {
    /// The path.
    #[expect(clippy::new_without_default, reason = "only expansions make one")]
    #[inline(always)]
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

/// A path to a task type.
pub trait ViaTaskType<T> {
    /// The card of a callee of that type.
    #[inline(always)]
    fn executor_card(&self) -> PhantomData<Free<T>> {
        PhantomData
    }
}

impl<T: TaskType> ViaTaskType<T> for Chosen<T> {}

/// A path to something else, which [`is_task_type`] has rejected: one error is enough.
///
/// [`is_task_type`]: crate::rules::is_task_type
pub trait ViaNoTaskType {
    /// The default card.
    #[inline(always)]
    fn executor_card(&self) -> PhantomData<Default> {
        PhantomData
    }
}

impl<T> ViaNoTaskType for &Chosen<T> {}

/// The macro that stands for the card of a callee that has none.
#[doc(hidden)]
#[macro_export]
macro_rules! __executor_default_card {
    (@executor_card $($rest:tt)*) => {
        $crate::macro_support::card::Default
    };
}

/// Where an expansion finds the default card.
pub mod default_card {
    pub use crate::__executor_default_card as __callee;
}

impl Card for Background {
    type Type = Io;
}

/// The card of `await_async`, found as those of annotated functions are.
#[doc(hidden)]
#[macro_export]
macro_rules! await_async {
    (@executor_card $($krate:tt)*) => {
        $($krate)*::macro_support::Blocking<$($krate)*::types::Io>
    };
}

/// The card of `spawn_task`, found as those of annotated functions are.
#[doc(hidden)]
#[macro_export]
macro_rules! spawn_task {
    (@executor_card $($krate:tt)*) => {
        $($krate)*::rules::Background
    };
}

/// The card `C`, as a value that costs nothing.
#[inline(always)]
pub const fn card<C: Card>() -> PhantomData<C> {
    PhantomData
}
