//! How to use this crate, a page a subject. Each example is a test.
//!
//! | page | of |
//! |---|---|
//! | [`exec`] | `exec!`: its grammar, what it picks, what moves, what it expands to |
//! | [`task`] | `#[task]`: options, `impl` blocks, methods, traits, what it leaves and what it adds |
//! | [`task_types`] | where sync work runs, how much of it at once, and how much may wait |
//! | [`inside_tokio_and_axum`] | one function at a time in a program that you have; handlers |
//! | [`testing`] | `#[executor::test]`, paused time, failures that nobody saw |
//! | [`shutdown`] | the end of a program: draining, signals, deadlines |
//! | [`performance`] | what each row of the bench measures, and its figures |
//! | [`limits`] | what it does not do |
//! | [`how_it_works`] | for maintainers: card, kind, context, pool, permits, and a call's way from `exec!` to its thread and back |
//!
//! [`what_the_compiler_rejects`](crate::what_the_compiler_rejects) lists the mistakes that do not compile.

#[doc = include_str!("exec.md")]
#[doc = include_str!("decision_table.md")]
#[doc = include_str!("exec_in_detail.md")]
pub mod exec {}
#[doc = include_str!("how_it_works.md")]
pub mod how_it_works {}
// The examples with axum are tested in `executor-tests`, which depends on it.
#[cfg(not(doctest))]
#[doc = include_str!("inside_tokio_and_axum.md")]
pub mod inside_tokio_and_axum {}
#[doc = include_str!("limits.md")]
pub mod limits {}
#[doc = include_str!("performance.md")]
pub mod performance {}
#[doc = include_str!("shutdown.md")]
pub mod shutdown {}
#[doc = include_str!("task.md")]
pub mod task {}
#[doc = include_str!("task_types.md")]
pub mod task_types {}
#[doc = include_str!("testing.md")]
pub mod testing {}
