//! What moves between threads: the parts of a call on their way to another one, and what it gives on its way back.
//!
//! Each is demanded by a function of its own, so that a type that cannot move is one error, at the user's own tokens. Whether
//! anything moves at all depends on the plan of the call, which the gate `G` carries: where nothing does, the demand is on `()`.

use std::future::Future;

use crate::site::Site;
use crate::task::Task;

/// A value that may move to another thread: it is `Send`, and borrows nothing.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot move to another thread",
    label = "the call runs on another thread",
    note = "own it, clone it, `Arc` it, or stay on this thread with `exec!(block …)`"
)]
pub trait MovesToAnotherThread: Send + 'static {}

#[diagnostic::do_not_recommend]
impl<A: Send + 'static> MovesToAnotherThread for A {}

/// A result that may come back from another thread: it is `Send`, and borrows nothing.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot come back from another thread",
    label = "the call runs on another thread, and gives this",
    note = "give back what is owned and `Send`, or stay on this thread with `exec!(block …)`"
)]
pub trait ComesFromAnotherThread: Send + 'static {}

#[diagnostic::do_not_recommend]
impl<A: Send + 'static> ComesFromAnotherThread for A {}

/// A gate through which the parts of a call move, or stay here.
pub trait Moves {
    /// What must be able to move for the part `A` to be there: the part itself, or nothing.
    type Demand<A>;
    /// The part on its way.
    type Moved<A>;
    #[doc(hidden)]
    fn moved<A>(part: A) -> Self::Moved<A>
    where
        Self::Demand<A>: MovesToAnotherThread;
}

/// Sends a part of a call on its way.
#[inline(always)]
pub fn moved<G, A>(_: G, part: A) -> G::Moved<A>
where
    G: Moves<Demand<A>: MovesToAnotherThread>,
{
    G::moved(part)
}

/// A gate through which a function `F`, which gives `R`, is run on another thread. `S` is the slot of what the call gives.
pub trait HopsBy<F, R, S, O> {
    /// What moves there: the function, or nothing.
    type There;
    /// What moves back: the result, or nothing.
    type Back;
    /// What is awaited.
    type Fut: Future<Output = O>;
    #[doc(hidden)]
    fn hop(site: fn() -> Site, function: F) -> Self::Fut
    where
        Self::There: Send + 'static,
        Self::Back: ComesFromAnotherThread;
}

/// Runs the function on another thread.
#[inline(always)]
pub fn hop<G, F, R, S, O>(_: G, _: S, site: fn() -> Site, function: F) -> G::Fut
where
    F: FnOnce() -> R,
    G: HopsBy<F, R, S, O, There: Send + 'static, Back: ComesFromAnotherThread>,
{
    G::hop(site, function)
}

/// A gate through which a future `R`, which gives `T`, is spawned. `E` reads a failure from what it gives.
pub trait SpawnsFuture<R, T, E> {
    /// What moves there: the future, or nothing.
    type There;
    /// What moves back: its output, or nothing.
    type Back;
    #[doc(hidden)]
    fn spawn(site: fn() -> Site, failure: E, future: R) -> Task<T>
    where
        Self::There: Send + 'static,
        Self::Back: ComesFromAnotherThread;
}

/// Spawns the future.
#[inline(always)]
pub fn spawn_future<G, R, T, E>(_: G, site: fn() -> Site, failure: E, future: R) -> Task<T>
where
    G: SpawnsFuture<R, T, E, There: Send + 'static, Back: ComesFromAnotherThread>,
{
    G::spawn(site, failure, future)
}

/// A gate through which a function `F`, which gives `R`, is spawned. `E` reads a failure from what the task gives, `T`.
pub trait SpawnsFunction<F, R, T, E> {
    /// What moves there: the function, or nothing.
    type There;
    /// What moves back: its result, or nothing.
    type Back;
    #[doc(hidden)]
    fn spawn(site: fn() -> Site, failure: E, function: F) -> Task<T>
    where
        Self::There: Send + 'static,
        Self::Back: ComesFromAnotherThread;
}

/// Spawns the function.
#[inline(always)]
pub fn spawn_function<G, F, R, T, E>(_: G, site: fn() -> Site, failure: E, function: F) -> Task<T>
where
    F: FnOnce() -> R,
    G: SpawnsFunction<F, R, T, E, There: Send + 'static, Back: ComesFromAnotherThread>,
{
    G::spawn(site, failure, function)
}
