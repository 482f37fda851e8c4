//! What may be called directly in async code, and in sync code: told by the card of a callee, or by a verdict on the call.

use std::marker::PhantomData;

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
pub const fn called_in_async_code<C: MayRunInAsync>(_: PhantomData<C>) {}

#[diagnostic::do_not_recommend]
impl MayRunInAsync for Background {}

/// A callee that may be called directly in async code, though it is named like those that wait there for a future.
#[diagnostic::on_unimplemented(
    message = "this call blocks, and this is async code",
    label = "called directly, it would hold up the event loop",
    note = "in async code, wait with `.await` or `exec!(…)` for what this waits for; to block on purpose, write `exec!(block …)` around the call"
)]
pub trait MayWaitInAsync {}

#[diagnostic::do_not_recommend]
impl<V: MayRunInAsync> MayWaitInAsync for V {}

/// What a loop in async code may go over.
#[diagnostic::on_unimplemented(
    message = "this loop blocks, and this is async code",
    label = "each item is waited for, which would hold up the event loop",
    note = "put the loop into a sync function, and call that with `exec!(…)`; to block on purpose, with `exec!(block …)`"
)]
pub trait MayLoopInAsync {}

#[diagnostic::do_not_recommend]
impl<V: MayRunInAsync> MayLoopInAsync for V {}

/// Compiles where `C` is the card of a callee that does not block.
pub const fn card_waited_in_async_code<C: MayWaitInAsync>(_: PhantomData<C>) {}

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
pub const fn called_in_sync_code<C: MayRunInSync>(_: PhantomData<C>) {}

/// The card of a callee of type `T` that may be called from anywhere.
pub struct Free<T>(PhantomData<T>);

/// The card of a sync callee of type `T` that blocks the thread it runs on.
pub struct Blocking<T>(PhantomData<T>);

/// The card of `spawn_task`.
pub struct Background;

/// The verdict on a call that blocks.
pub struct Blocks;

/// The verdict on any other call.
pub struct Fine;

#[diagnostic::do_not_recommend]
impl MayRunInAsync for Fine {}

// What the compiler takes for the card of a callee that it cannot find: one error is enough.
#[diagnostic::do_not_recommend]
impl MayRunInAsync for () {}

#[diagnostic::do_not_recommend]
impl MayRunInSync for () {}

#[diagnostic::do_not_recommend]
impl MayRunInSync for Fine {}

/// Compiles where the verdict is [`Fine`].
pub fn judged_in_sync_code<V: MayRunInSync>(verdict: V) -> V {
    verdict
}

/// Compiles where the verdict is [`Fine`].
pub fn judged_in_async_code<V: MayRunInAsync>(verdict: V) -> V {
    verdict
}

/// Compiles where the verdict is [`Fine`].
pub fn waited_in_async_code<V: MayWaitInAsync>(verdict: V) -> V {
    verdict
}

/// Compiles where the verdict is [`Fine`].
pub fn looped_in_async_code<V: MayLoopInAsync>(verdict: V) -> V {
    verdict
}
