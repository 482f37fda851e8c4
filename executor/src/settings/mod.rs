//! What is set: of a task type where it is declared, and of an executor where it is built.

mod of_executor;
mod of_type;

pub(crate) use self::of_executor::Config;
pub use self::of_type::{Base, Settings};
