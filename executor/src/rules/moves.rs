//! What moves between threads: the parts of a call on their way to another one, and what it gives on its way back.
//!
//! Each is demanded by a function of its own, so that a type that cannot move is one error, at the user's own tokens. Whether
//! anything moves at all depends on the plan of the call, which the call `G` knows: where nothing does, the demand is on `()`.

use crate::task::Task;

/// Where a call runs that leaves its thread.
pub struct AnotherThread;

/// A thread that takes values of type `A`: one that is `Send`, and borrows nothing.
///
/// The thread is what implements this, not the value: of a lock's guard, which is `Sync`, rustc would else say to borrow it.
///
/// # Safety
///
/// `A` is `Send`.
#[diagnostic::on_unimplemented(
    message = "`{A}` cannot move to another thread",
    label = "the call runs on another thread",
    note = "own it, clone it, `Arc` it, or stay on this thread with `exec!(block …)`"
)]
pub unsafe trait Takes<A> {}

// SAFETY: it is `Send`.
#[diagnostic::do_not_recommend]
unsafe impl<A: Send + 'static> Takes<A> for AnotherThread {}

/// A result that may come back from another thread: it is `Send`, and borrows nothing.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot come back from another thread",
    label = "the call runs on another thread, and gives this",
    note = "give back what is owned and `Send`, or stay on this thread with `exec!(block …)`"
)]
pub trait ComesFromAnotherThread: Send + 'static {}

#[diagnostic::do_not_recommend]
impl<A: Send + 'static> ComesFromAnotherThread for A {}

/// A call whose parts move, or stay here.
pub trait Moves {
    /// What must be able to move for the part `A` to be there: the part itself, or nothing.
    type Demand<A>;
    /// The part on its way.
    type Moved<A>;
    #[doc(hidden)]
    fn moved<A>(part: A) -> Self::Moved<A>
    where
        AnotherThread: Takes<Self::Demand<A>>;
}

/// Sends a part of a call on its way.
#[inline(always)]
pub fn moved<G, A>(_: G, part: A) -> G::Moved<A>
where
    G: Moves,
    AnotherThread: Takes<G::Demand<A>>,
{
    G::moved(part)
}

/// A call that runs the function `F`, which gives `I`, on another thread; `A` is awaited.
pub trait Hops<F, I, A> {
    /// What moves there: the function, or nothing.
    type There;
    /// What moves back: the result, or nothing.
    type Back;
    #[doc(hidden)]
    fn hop(self, function: F) -> A
    where
        F: FnOnce() -> I,
        Self::There: Send + 'static,
        Self::Back: ComesFromAnotherThread;
}

/// Runs the function on another thread.
#[inline(always)]
pub fn hop<G, F, I, A>(call: G, function: F) -> A
where
    F: FnOnce() -> I,
    G: Hops<F, I, A, There: Send + 'static, Back: ComesFromAnotherThread>,
{
    call.hop(function)
}

/// A call that spawns the future `F`. `E` reads a failure from what it gives.
pub trait SpawnsFuture<F, E> {
    /// What moves there: the future, or nothing.
    type There;
    /// What moves back: its output, or nothing.
    type Back;
    /// What the task gives.
    type Output;
    #[doc(hidden)]
    fn spawn(self, failure: E, future: F) -> Task<Self::Output>
    where
        Self::There: Send + 'static,
        Self::Back: ComesFromAnotherThread;
}

/// Spawns the future.
#[inline(always)]
#[cfg_attr(all(tokio_unstable, feature = "tracing"), track_caller)]
pub fn spawn_future<G, E, F>(call: G, failure: E, future: F) -> Task<G::Output>
where
    G: SpawnsFuture<F, E, There: Send + 'static, Back: ComesFromAnotherThread>,
{
    call.spawn(failure, future)
}

/// A call that spawns the function `F`, which gives `I`. `E` reads a failure from what the task gives.
pub trait SpawnsFunction<F, I, E> {
    /// What moves there: the function, or nothing.
    type There;
    /// What moves back: its result, or nothing.
    type Back;
    /// What the task gives.
    type Output;
    #[doc(hidden)]
    fn spawn(self, failure: E, function: F) -> Task<Self::Output>
    where
        Self::There: Send + 'static,
        Self::Back: ComesFromAnotherThread;
}

/// Spawns the function.
#[inline(always)]
pub fn spawn_function<G, E, F, I>(call: G, failure: E, function: F) -> Task<G::Output>
where
    F: FnOnce() -> I,
    G: SpawnsFunction<F, I, E, There: Send + 'static, Back: ComesFromAnotherThread>,
{
    call.spawn(failure, function)
}

/// A call that spawns a block around the future `F`, which borrows what has moved into the block.
pub trait HoldsFuture<F> {
    /// What moves there: the future, or nothing.
    type There;
    /// What the block awaits.
    type Held;
    #[doc(hidden)]
    fn hold(future: F) -> Self::Held
    where
        Self::There: Send;
}

/// Holds the future in the spawned block.
#[inline(always)]
pub fn hold_future<G, F>(_: G, future: F) -> G::Held
where
    G: HoldsFuture<F, There: Send>,
{
    G::hold(future)
}
