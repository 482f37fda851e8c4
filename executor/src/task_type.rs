//! What a task type is: where sync work runs, and how much of it at once.

use std::any::TypeId;
use std::fmt;
use std::sync::{Arc, OnceLock};

use crate::context::Current;
use crate::engine::Engine;
use crate::lane::Lane;
use crate::lasting::Lasting;
use crate::permit::{PermitsRef, Ready};
use crate::room::room;
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
        let engine = Engine::current();
        room(
            &engine,
            &lane_of::<Self>(&engine),
            Site::here(Self::SETTINGS.name),
        )
    }
}

/// The place of a task type in the global executor, once it is known: found without a look-up.
#[derive(Default)]
pub struct Slot(OnceLock<Lasting<Lane>>);

impl Slot {
    /// Not known yet.
    pub const fn new() -> Self {
        Self(OnceLock::new())
    }

    /// The place of `T`, whose slot this must be, in the global executor.
    #[inline]
    fn lane<T: TaskType>(&self, global: &Engine) -> &Lasting<Lane> {
        let open = || global.lane(TypeId::of::<T>(), T::SETTINGS);
        self.0.get_or_init(open)
    }
}

impl fmt::Debug for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Slot").finish_non_exhaustive()
    }
}

/// The permits of type `T` in the current executor; `None` where it has no limit.
///
/// # Panics
///
/// Panics after a shutdown; but not while this thread unwinds.
#[inline]
pub(crate) fn permits_of<T: TaskType>(site: Site) -> Option<PermitsRef> {
    let found = Engine::look_at_current(|current| {
        if let (Current::Global(engine), Some(slot)) = (&current, T::slot())
            && !engine.in_flight().is_over()
        {
            let permits = slot.lane::<T>(engine).permits_in_place();
            return Ok(permits.map(|permits| PermitsRef::Global(permits)));
        }
        let (Current::Global(engine) | Current::Own(engine)) = current;
        Err(engine.clone())
    });
    // not while the context is looked at: it may panic
    found.unwrap_or_else(|engine| {
        engine.must_not_be_over(site);
        let permits = lane_of::<T>(&engine).permits_in_place().map(Arc::clone);
        permits.map(PermitsRef::Own)
    })
}

/// Where work of type `T` runs in this executor.
pub(crate) fn lane_of<T: TaskType>(engine: &Engine) -> Lasting<Lane> {
    match T::slot() {
        Some(slot) if engine.is_global() => slot.lane::<T>(engine).clone(),
        _ => engine.lane(TypeId::of::<T>(), T::SETTINGS),
    }
}

/// The same where the type has a limit: elsewhere nothing that runs on the calling thread needs it.
pub(crate) fn limited_lane_of<T: TaskType>(engine: &Engine) -> Option<Lasting<Lane>> {
    T::SETTINGS.limit.map(|_| lane_of::<T>(engine))
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
