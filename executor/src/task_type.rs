//! What a task type is: where sync work runs, and how much of it at once.

use crate::executor::Executor;
use crate::permit::Ready;
use crate::task::Task;
use crate::work::{InvokeWork, ReturnsNoFuture, SpawnWork, Work};

/// Where the sync work of a type runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Base {
    /// Threads for blocking calls, which grow and shrink.
    Io,
    /// As many threads as cores.
    Cpu,
}

/// What a task type was declared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The name, as written in `type = "…"`.
    pub name: &'static str,
    /// Where its sync work runs.
    pub base: Base,
    /// How many of its tasks run at once; `None`: as many as come.
    pub limit: Option<usize>,
    /// How many of its spawned tasks may wait for a permit before `exec!(spawn …)` waits for room; `None`: no bound.
    pub queue: Option<usize>,
}

impl Settings {
    /// A type without limit and queue bound.
    pub const fn new(name: &'static str, base: Base) -> Self {
        Self {
            name,
            base,
            limit: None,
            queue: None,
        }
    }

    /// With at most `limit` tasks at once.
    pub const fn limit(self, limit: usize) -> Self {
        Self {
            limit: Some(limit),
            ..self
        }
    }

    /// With room for `queue` waiting spawned tasks.
    pub const fn queue(self, queue: usize) -> Self {
        Self {
            queue: Some(queue),
            ..self
        }
    }
}

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

    /// Like [`invoke`](crate::invoke()), on this type.
    #[track_caller]
    fn invoke<W, K, N>(self, work: W) -> W::Invoke
    where
        W: InvokeWork<K>,
        K: ReturnsNoFuture<N>,
    {
        Executor::current().invoke_on(self, work)
    }

    /// Like [`spawn_task`](crate::spawn_task()), on this type. Never waits: over a full queue it still takes the work.
    #[track_caller]
    fn spawn_task<W, K, N>(self, work: W) -> Task<W::Output>
    where
        W: SpawnWork<K>,
        K: ReturnsNoFuture<N>,
    {
        Executor::current().spawn_task_on(self, work)
    }

    /// Like [`await_async`](crate::await_async()), on this type.
    #[track_caller]
    fn await_async<W, K, N>(self, work: W) -> W::Output
    where
        W: Work<K>,
        K: ReturnsNoFuture<N>,
    {
        Executor::current().await_async_on(self, work)
    }

    /// Waits until the queue of this type has room for one more spawned task.
    #[track_caller]
    fn ready(self) -> Ready {
        Executor::current().ready_on(self)
    }
}
