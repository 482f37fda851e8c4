//! What moves between threads: the parts of a call on their way to another one, and what it gives on its way back.
//!
//! Each is demanded by a function of its own, so that a type that cannot move is one error, at the user's own tokens. Whether
//! anything moves at all depends on the plan of the call, which the call `G` knows: where nothing does, the demand is on `()`.
//!
//! What is borrowed for too short a time no trait can speak of. But rustc shows the line of the bound: so each says in a comment
//! what to do.

use super::blame::Blamed;
use super::threads::{AnotherThread, ThisThread};
use crate::calls;
use crate::hop::Invoke;
use crate::site::Site;
use crate::started::Failure;
use crate::task::Task;
use crate::task_type::TaskType;

/// A thread that takes values of type `A`: ones that are `Send`, and borrow nothing.
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

/// A thread that gives values of type `A` back: ones that are `Send`, and borrow nothing.
///
/// The thread implements this too, for the same reason; so it is the thread that starts what gives such a value.
#[diagnostic::on_unimplemented(
    message = "`{A}` cannot come back from another thread",
    label = "the call runs on another thread, and gives this",
    note = "give back what is owned and `Send`, or stay on this thread with `exec!(block …)`"
)]
pub trait GivesBack<A> {
    #[doc(hidden)]
    fn invoke_function<T, F>(site: Site, function: F) -> Invoke<A>
    where
        T: TaskType,
        F: FnOnce() -> A + Send + 'static;
    #[doc(hidden)]
    fn spawn_function<T, F>(site: Site, failed: Failure<A>, function: F) -> Task<A>
    where
        T: TaskType,
        F: FnOnce() -> A + Send + 'static;
    #[doc(hidden)]
    fn spawn_future<T, F>(site: Site, failed: Failure<A>, future: F) -> Task<A>
    where
        T: TaskType,
        F: Future<Output = A> + Send + 'static;
}

#[diagnostic::do_not_recommend]
impl<A: Send + 'static> GivesBack<A> for AnotherThread {
    #[inline(always)]
    fn invoke_function<T, F>(site: Site, function: F) -> Invoke<A>
    where
        T: TaskType,
        F: FnOnce() -> A + Send + 'static,
    {
        calls::invoke_function::<T, F, A>(site, function)
    }

    #[inline(always)]
    fn spawn_function<T, F>(site: Site, failed: Failure<A>, function: F) -> Task<A>
    where
        T: TaskType,
        F: FnOnce() -> A + Send + 'static,
    {
        calls::spawn_function::<T, F, A>(site, failed, function)
    }

    #[inline(always)]
    #[cfg_attr(all(tokio_unstable, feature = "tracing"), track_caller)]
    fn spawn_future<T, F>(site: Site, failed: Failure<A>, future: F) -> Task<A>
    where
        T: TaskType,
        F: Future<Output = A> + Send + 'static,
    {
        calls::spawn_future::<T, F>(site, failed, future)
    }
}

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
    AnotherThread: Takes<G::Demand<A>>, // own it, clone it, `Arc` it, or stay on this thread with `exec!(block …)`
{
    G::moved(part)
}

/// A thread that takes the call `F`, which runs on the thread `P`: one that is `Send` in all that it holds, its receiver for one, and
/// that borrows nothing.
#[diagnostic::on_unimplemented(
    message = "this cannot move to another thread",
    label = "the call runs on another thread, and something in this is not `Send`",
    note = "own it, clone it, `Arc` it, or stay on this thread with `exec!(block …)`"
)]
pub trait TakesCall<F, P> {
    #[doc(hidden)]
    fn invoke<T: TaskType, R>(site: Site, function: F) -> Invoke<R>
    where
        F: FnOnce() -> R,
        AnotherThread: GivesBack<R>;
    #[doc(hidden)]
    fn spawn<T: TaskType, R>(site: Site, failed: Failure<R>, function: F) -> Task<R>
    where
        F: FnOnce() -> R,
        AnotherThread: GivesBack<R>;
}

#[diagnostic::do_not_recommend]
impl<F: Send + 'static> TakesCall<F, AnotherThread> for AnotherThread {
    #[inline(always)]
    fn invoke<T: TaskType, R>(site: Site, function: F) -> Invoke<R>
    where
        F: FnOnce() -> R,
        AnotherThread: GivesBack<R>,
    {
        AnotherThread::invoke_function::<T, F>(site, function)
    }

    #[inline(always)]
    fn spawn<T: TaskType, R>(site: Site, failed: Failure<R>, function: F) -> Task<R>
    where
        F: FnOnce() -> R,
        AnotherThread: GivesBack<R>,
    {
        AnotherThread::spawn_function::<T, F>(site, failed, function)
    }
}

#[diagnostic::do_not_recommend]
impl<F> TakesCall<F, ThisThread> for AnotherThread {
    fn invoke<T: TaskType, R>(_: Site, _: F) -> Invoke<R> {
        unreachable!("the call stays on its thread")
    }

    fn spawn<T: TaskType, R>(_: Site, _: Failure<R>, _: F) -> Task<R> {
        unreachable!("the call stays on its thread")
    }
}

/// A call that runs the function `F`, which gives `I`, on another thread; `A` is awaited.
pub trait Hops<F, I, A> {
    /// Where the function runs.
    type On;
    /// What moves back: the result, or nothing.
    type Back;
    #[doc(hidden)]
    fn hop(self, function: F) -> A
    where
        F: FnOnce() -> I,
        AnotherThread: TakesCall<F, Self::On> + GivesBack<Self::Back>;
}

// Of two arguments, an error is at the one whose type a bound names first: at the function for what moves there, at the call for
// what moves back.
/// Runs the function on another thread.
#[inline(always)]
pub fn hop<G, F, I, A>(call: G, function: F) -> A
where
    F: FnOnce() -> I,
    G: Hops<F, I, A>,
    AnotherThread: GivesBack<G::Back>,
    AnotherThread: TakesCall<F, G::On>, // own it, clone it, `Arc` it, or stay on this thread with `exec!(block …)`
{
    call.hop(function)
}

/// A call that spawns the future `F`. `E` reads a failure from what it gives; `B` is to blame for what is not `Send`.
pub trait SpawnsFuture<F, E, B> {
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
        AnotherThread: GivesBack<Self::Back>;
}

/// Spawns the future.
#[inline(always)]
#[cfg_attr(all(tokio_unstable, feature = "tracing"), track_caller)]
pub fn spawn_future<G, B, E, F>(call: G, _: Blamed<B>, failure: E, future: F) -> Task<G::Output>
where
    G: SpawnsFuture<F, E, B, There: Send>,
    AnotherThread: GivesBack<G::Back>,
    G::There: 'static, // own it, clone it, `Arc` it, or wait for the call in place with `exec!(f(x))`
{
    call.spawn(failure, future)
}

/// A call that spawns the function `F`, which gives `I`. `E` reads a failure from what the task gives.
pub trait SpawnsFunction<F, I, E> {
    /// Where the function runs.
    type On;
    /// What moves back: its result, or nothing.
    type Back;
    /// What the task gives.
    type Output;
    #[doc(hidden)]
    fn spawn(self, failure: E, function: F) -> Task<Self::Output>
    where
        F: FnOnce() -> I,
        AnotherThread: TakesCall<F, Self::On> + GivesBack<Self::Back>;
}

/// Spawns the function.
#[inline(always)]
pub fn spawn_function<G, E, F, I>(call: G, failure: E, function: F) -> Task<G::Output>
where
    F: FnOnce() -> I,
    G: SpawnsFunction<F, I, E>,
    AnotherThread: GivesBack<G::Back>,
    AnotherThread: TakesCall<F, G::On>, // own it, clone it, `Arc` it, or stay on this thread with `exec!(block …)`
{
    call.spawn(failure, function)
}

/// A call that spawns a block around the future `F`, which borrows what has moved into the block.
pub trait HoldsFuture<F, B> {
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
pub fn hold_future<G, B, F>(_: G, _: Blamed<B>, future: F) -> G::Held
where
    G: HoldsFuture<F, B, There: Send>,
{
    G::hold(future)
}
