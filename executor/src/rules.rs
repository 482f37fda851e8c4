//! The rules that compile errors speak of.
//!
//! `#[executor::task]` and [`exec!`](crate::exec) ask the compiler about each call, and a call that breaks a rule is an error at
//! the user's own tokens, which names one of these traits. There is nothing here to call or to implement.

use std::marker::PhantomData;

#[doc(hidden)]
pub use crate::task_type::{Allowed, Refused};

/// A callee that may be called directly in async code.
#[diagnostic::on_unimplemented(
    message = "this call blocks, and this is async code",
    label = "called directly, it would hold up the event loop",
    note = "to run it off the event loop, write `exec!(…)` around the call; to block on purpose, `exec!(block …)`"
)]
pub trait MayRunInAsync {}

#[diagnostic::do_not_recommend]
impl<T> MayRunInAsync for Free<T> {}

/// Compiles where `C` is the card of a callee that does not block.
#[doc(hidden)]
pub const fn called_in_async_code<C: MayRunInAsync>(_: PhantomData<C>) {}

#[diagnostic::do_not_recommend]
impl MayRunInAsync for Background {}

/// A callee that may be called directly in sync code.
#[diagnostic::on_unimplemented(
    message = "fire-and-forget in sync code",
    label = "starts work in the background, and this is sync code",
    note = "wait for the work with `await_async` or `exec!(f(x))`, or make this function `async`"
)]
pub trait MayRunInSync {}

#[diagnostic::do_not_recommend]
impl<T> MayRunInSync for Free<T> {}

#[diagnostic::do_not_recommend]
impl<T> MayRunInSync for Blocking<T> {}

/// Compiles where `C` is the card of a callee that starts nothing in the background.
#[doc(hidden)]
pub const fn called_in_sync_code<C: MayRunInSync>(_: PhantomData<C>) {}

/// The card of a callee of type `T` that may be called from anywhere.
#[doc(hidden)]
pub struct Free<T>(PhantomData<T>);

/// The card of a sync callee of type `T` that blocks the thread it runs on.
#[doc(hidden)]
pub struct Blocking<T>(PhantomData<T>);

/// The card of `spawn_task`.
#[doc(hidden)]
pub struct Background;

/// The verdict on a call that blocks.
#[doc(hidden)]
pub struct Blocks;

/// The verdict on any other call.
#[doc(hidden)]
pub struct Fine;

#[diagnostic::do_not_recommend]
impl MayRunInAsync for Fine {}

/// Compiles where the verdict is [`Fine`].
#[doc(hidden)]
pub fn judged_in_async_code<V: MayRunInAsync>(verdict: V) -> V {
    verdict
}

/// A value that may move to another thread.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot move to another thread",
    label = "the call runs on another thread",
    note = "own it, clone it, `Arc` it, or stay on this thread with `exec!(block …)`"
)]
pub trait MovesToAnotherThread {}

#[diagnostic::do_not_recommend]
impl<A: Send> MovesToAnotherThread for A {}

/// A task type that runs async tasks too.
#[diagnostic::on_unimplemented(
    message = "an async function cannot run on a task type of `cpu` threads",
    label = "this callee is async",
    note = "its awaits would hold a core idle: move the computing into a sync function and give that one the type"
)]
pub trait RunsFutures {}

#[diagnostic::do_not_recommend]
impl RunsFutures for Allowed {}
