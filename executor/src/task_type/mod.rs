//! What a task type is: where sync work runs, and how much of it at once.

mod slot;

pub use self::slot::Slot;
pub(crate) use self::slot::{lane_of, limited_lane_of, permits_of, room};
use crate::engine::Engine;
use crate::permit::Ready;
pub use crate::settings::{Base, Settings};
use crate::site::Site;
use crate::task::Task;
use crate::types::{Cpu, Io};
use crate::work::{InvokeWork, ReturnsNoFuture, SpawnWork, Work, name_of};

/// A type that was declared with a `limit`: its tasks run within permits.
#[derive(Debug)]
pub enum Limited {}

/// A type without a `limit`.
#[derive(Debug)]
pub enum Unlimited {}

/// A type that runs async tasks too.
#[derive(Debug)]
pub enum Allowed {}

/// A type for sync functions only.
#[derive(Debug)]
pub enum Refused {}

/// A task type: says where sync work runs and how much work of the type runs at once.
///
/// Built in are [`types::Io`](crate::types::Io) and [`types::Cpu`](crate::types::Cpu); [`task_types!`](crate::task_types)
/// declares others.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a task type",
    label = "expected `io`, `cpu`, or a type declared with `task_types!`"
)]
pub trait TaskType: Copy + Default + Send + Sync + 'static {
    /// [`Limited`] or [`Unlimited`].
    #[doc(hidden)]
    type Limit;
    /// [`Allowed`] or [`Refused`].
    #[doc(hidden)]
    type Futures;
    /// What the type was declared with.
    #[doc(hidden)]
    const SETTINGS: Settings;
    /// Where the type's place in the global executor is kept, once it is known.
    #[doc(hidden)]
    #[inline]
    fn slot() -> Option<&'static Slot> {
        None
    }

    /// Like [`invoke`](crate::invoke()), on this type: a function runs on its threads, a future in place, both within a permit where the
    /// type has a limit.
    ///
    /// # Panics
    ///
    /// As [`invoke`](crate::invoke()) does, and where the permit can never come: all who hold one wait for each other.
    #[track_caller]
    fn invoke<W, K, PassTheFutureItself>(self, work: W) -> W::Invoke
    where
        W: InvokeWork<K>,
        K: ReturnsNoFuture<PassTheFutureItself>,
    {
        let engine = Engine::current();
        work.invoke(
            &engine,
            &lane_of::<Self>(&engine),
            Site::here(name_of::<W>()),
        )
    }

    /// Like [`spawn_task`](crate::spawn_task()), on this type, within a permit where it has a limit. Never waits: over a full queue it
    /// still takes the work.
    #[track_caller]
    fn spawn_task<W, K, PassTheFutureItself>(self, work: W) -> Task<W::Output>
    where
        W: SpawnWork<K>,
        K: ReturnsNoFuture<PassTheFutureItself>,
    {
        let engine = Engine::current();
        work.spawn(
            &engine,
            &lane_of::<Self>(&engine),
            Site::here(name_of::<W>()),
        )
    }

    /// Like [`await_async`](crate::await_async()), within a permit where the type has a limit, which it waits for.
    ///
    /// # Panics
    ///
    /// As [`await_async`](crate::await_async()) does, and where the permit can never come: all who hold one wait for each other.
    #[track_caller]
    fn await_async<W, K, PassTheFutureItself>(self, work: W) -> W::Output
    where
        W: Work<K>,
        K: ReturnsNoFuture<PassTheFutureItself>,
    {
        let site = Site::here(name_of::<W>());
        Engine::with_current(|engine| {
            work.run_blocking(engine, limited_lane_of::<Self>(engine).as_ref(), site)
        })
    }

    /// Waits until the queue of this type has room for one more spawned task, as `exec!(spawn …)` does before it spawns.
    /// [`Ready`] tells when it panics, and what it loses when it is dropped.
    ///
    /// # Examples
    ///
    /// ```
    /// use executor::TaskType;
    /// use executor::types::Io;
    ///
    /// # executor::await_async(async {
    /// Io.ready().await; // at once: it has no limit
    /// Io.spawn_task(|| println!("in the background")).await;
    /// # });
    /// ```
    #[track_caller]
    fn ready(self) -> Ready {
        room::<Self>(Site::here(Self::SETTINGS.name))
    }
}

impl TaskType for Io {
    type Limit = Unlimited;
    type Futures = Allowed;
    const SETTINGS: Settings = Self::DECLARED;
}

impl TaskType for Cpu {
    type Limit = Unlimited;
    type Futures = Refused;
    const SETTINGS: Settings = Self::DECLARED;
}
