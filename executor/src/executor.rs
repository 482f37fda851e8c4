//! `Executor`: what work runs on. There is a global one, which starts with its first use; a [`Builder`] makes others.

use std::fmt;
use std::future::Future;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use tokio::runtime::Handle;

use crate::block_on::block_in_place;
use crate::builder::{Builder, Config};
use crate::context::{Context, Entered};
use crate::hop::Hop;
use crate::in_flight::{InFlight, Intake};
use crate::in_place::InPermit;
use crate::invoke::Invoke;
use crate::lane::{Lane, Lanes};
use crate::origin::Failure;
use crate::own_runtime::OwnRuntime;
use crate::permit::{Ledger, Ready};
pub(crate) use crate::permit_here::{PermitHere, permit_here};
use crate::report::Report;
use crate::shutdown::{ShutdownReport, shut_down};
use crate::site::Site;
use crate::spawn_task;
use crate::stack::block_on;
use crate::stats::Stats;
use crate::sync::Mutex;
use crate::task::Task;
use crate::task_type::TaskType;
use crate::types::Io;
use crate::work::{InvokeWork, ReturnsNoFuture, SpawnWork, Work, name_of};

static GLOBAL: OnceLock<Executor> = OnceLock::new();

/// Runs work: threads for sync functions, an event loop for futures that come from outside of any.
///
/// The free functions and [`TaskType`]'s methods use the current executor: the one that runs the calling work, or else the
/// global one. Work of an own executor counts in its statistics, is stopped by its shutdown, and has its limits. Clones are
/// handles to the same executor.
#[derive(Clone)]
pub struct Executor(Arc<Shared>);

struct Shared {
    config: Config,
    runtime: OnceLock<OwnRuntime>,
    ledger: Arc<Ledger>,
    lanes: Lanes,
    in_flight: InFlight,
    losses: Mutex<Vec<Report>>,
}

impl Executor {
    /// Sets up an own executor.
    pub fn builder() -> Builder {
        Builder::new()
    }

    pub(crate) fn new(config: Config) -> Self {
        let ledger = Ledger::new();
        let lanes = Lanes::new(&config, &ledger);
        Self(Arc::new(Shared {
            config,
            runtime: OnceLock::new(),
            ledger,
            lanes,
            in_flight: InFlight::new(),
            losses: Mutex::default(),
        }))
    }

    /// An executor whose own event loop is this one.
    #[cfg(test)]
    pub(crate) fn over(handle: Handle) -> Self {
        let executor = Self::builder().build();
        let _ = executor.0.runtime.set(OwnRuntime::over(handle));
        executor
    }

    /// The executor that runs the calling work, or else the global one.
    pub(crate) fn current() -> Self {
        Context::with_current(|context| context.executor.clone())
            .unwrap_or_else(|| GLOBAL.get_or_init(|| Builder::new().build()).clone())
    }

    /// Makes the global executor, unless it has been used before; gives the global one.
    pub(crate) fn set_global(builder: Builder) -> Self {
        GLOBAL.get_or_init(|| builder.build()).clone()
    }

    /// Like [`invoke`](crate::invoke()), on this executor.
    #[track_caller]
    pub fn invoke<W, K, N>(&self, work: W) -> W::Invoke
    where
        W: InvokeWork<K>,
        K: ReturnsNoFuture<N>,
    {
        self.invoke_on(Io, work)
    }

    /// Like [`spawn_task`](crate::spawn_task()), on this executor.
    #[track_caller]
    pub fn spawn_task<W, K, N>(&self, work: W) -> Task<W::Output>
    where
        W: SpawnWork<K>,
        K: ReturnsNoFuture<N>,
    {
        self.spawn_task_on(Io, work)
    }

    /// Like [`await_async`](crate::await_async()), on this executor.
    #[track_caller]
    pub fn await_async<W, K, N>(&self, work: W) -> W::Output
    where
        W: Work<K>,
        K: ReturnsNoFuture<N>,
    {
        self.await_async_on(Io, work)
    }

    /// Stops taking work, waits for the work in flight, and stops what is left after `deadline`; see
    /// [`shutdown`](crate::shutdown()).
    pub async fn shutdown(&self, deadline: Duration) -> ShutdownReport {
        shut_down(self, deadline).await
    }

    /// What this executor has done so far, by task type.
    pub fn stats(&self) -> Stats {
        Stats::new(self.0.lanes.all().iter().map(|lane| lane.stats()).collect())
    }

    #[track_caller]
    pub(crate) fn invoke_on<T, W, K>(&self, _: T, work: W) -> W::Invoke
    where
        T: TaskType,
        W: InvokeWork<K>,
    {
        work.invoke(self, &self.lane::<T>(), Site::here(name_of::<W>()))
    }

    #[track_caller]
    pub(crate) fn spawn_task_on<T, W, K>(&self, _: T, work: W) -> Task<W::Output>
    where
        T: TaskType,
        W: SpawnWork<K>,
    {
        work.spawn(self, &self.lane::<T>(), Site::here(name_of::<W>()))
    }

    #[track_caller]
    pub(crate) fn await_async_on<T, W, K>(&self, _: T, work: W) -> W::Output
    where
        T: TaskType,
        W: Work<K>,
    {
        let site = Site::here(name_of::<W>());
        self.must_not_be_over(site);
        work.run_blocking(self, &self.lane::<T>(), site)
    }

    #[track_caller]
    pub(crate) fn ready_on<T: TaskType>(&self, _: T) -> Ready {
        self.room(&self.lane::<T>(), Site::here(T::SETTINGS.name))
    }

    fn room(&self, lane: &Lane, site: Site) -> Ready {
        let frame = Context::with_current(|context| context.frame);
        Ready::new(
            lane.permits()
                .map(|ty| self.ledger().ready(ty, frame, site)),
        )
    }

    /// The lane of a task type.
    pub(crate) fn lane<T: TaskType>(&self) -> Arc<Lane> {
        self.0.lanes.of::<T>(&self.0.config, &self.0.ledger)
    }

    pub(crate) fn lanes(&self) -> Vec<Arc<Lane>> {
        self.0.lanes.all()
    }

    pub(crate) fn ledger(&self) -> &Arc<Ledger> {
        &self.0.ledger
    }

    pub(crate) fn in_flight(&self) -> &InFlight {
        &self.0.in_flight
    }

    /// The current context, on this executor.
    pub(crate) fn context(&self) -> Context {
        Context {
            executor: Some(self.clone()),
            ..Context::current()
        }
    }

    /// Makes this the current executor until the guard is dropped; nothing where it is.
    pub(crate) fn make_current(&self) -> Option<Entered> {
        let is_current = Context::with_current(|context| {
            let executor = context.executor.as_ref().or_else(|| GLOBAL.get());
            executor.is_some_and(|executor| self.is(executor))
        });
        (!is_current).then(|| self.context().enter())
    }

    fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// Whether the calling code is part of work that this executor runs.
    pub(crate) fn runs_the_caller(&self) -> bool {
        Context::with_current(|context| {
            let executor = context.executor.as_ref();
            context.frame.is_some() && executor.is_some_and(|executor| self.is(executor))
        })
    }

    /// The event loop of this executor's own, which runs on threads of its own.
    pub(crate) fn own_handle(&self) -> Handle {
        let config = &self.0.config;
        self.0
            .runtime
            .get_or_init(|| OwnRuntime::start(config))
            .handle()
    }

    /// The event loop for futures from here: the current tokio runtime, or else the own one.
    pub(crate) fn future_handle(&self) -> Handle {
        Handle::try_current().unwrap_or_else(|_| self.own_handle())
    }

    /// Keeps a lost failure, where this is the executor of a test.
    pub(crate) fn count_loss(&self, report: Report) {
        if self.0.config.keeps_losses {
            self.0.losses.lock().push(report);
        }
    }

    /// The lost failures since the last call.
    pub(crate) fn take_losses(&self) -> Vec<Report> {
        std::mem::take(&mut *self.0.losses.lock())
    }

    /// # Panics
    ///
    /// Panics after a shutdown; but not while this thread unwinds, since a second panic would end the process.
    pub(crate) fn must_not_be_over(&self, site: Site) {
        if self.in_flight().intake() == Intake::Over && !std::thread::panicking() {
            panic!("the executor has shut down: {site} cannot run");
        }
    }
}

impl fmt::Debug for Executor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Executor")
            .field("config", &self.0.config)
            .finish_non_exhaustive()
    }
}

// What `macro_support` calls; the site carries the callee's name.

/// `exec!(f())` in async code, `f` sync.
pub(crate) fn invoke_function<T, F, R>(site: Site, function: F) -> Invoke<R>
where
    T: TaskType,
    F: FnOnce() -> R + Send + 'static,
    R: Send + 'static,
{
    let executor = Executor::current();
    Invoke::new(Hop::new(
        &executor,
        &executor.lane::<T>(),
        site,
        |_| None,
        function,
    ))
}

/// `exec!(spawn f())`, `f` async.
pub(crate) fn spawn_future<T, F>(
    site: Site,
    failed: Failure<F::Output>,
    future: F,
) -> Task<F::Output>
where
    T: TaskType,
    F: Future<Output: Send + 'static> + Send + 'static,
{
    let executor = Executor::current();
    spawn_task::spawn(&executor, &executor.lane::<T>(), site, failed, future)
}

/// `exec!(spawn f())`, `f` sync.
pub(crate) fn spawn_function<T, F, R>(site: Site, failed: Failure<R>, function: F) -> Task<R>
where
    T: TaskType,
    F: FnOnce() -> R + Send + 'static,
    R: Send + 'static,
{
    let executor = Executor::current();
    spawn_task::spawn_hop(Hop::new(
        &executor,
        &executor.lane::<T>(),
        site,
        failed,
        function,
    ))
}

/// What `exec!(spawn …)` waits for first: room in the queue of the type.
pub(crate) fn room<T: TaskType>(site: Site) -> Ready {
    let executor = Executor::current();
    executor.room(&executor.lane::<T>(), site)
}

/// `exec!(f())` in async code, `f` async and of a type with a limit.
pub(crate) fn permitted<T: TaskType, F: Future>(site: Site, future: F) -> InPermit<F> {
    let executor = Executor::current();
    InPermit::new(&executor, &executor.lane::<T>(), site, future)
}

/// `exec!(f())` in sync code and `exec!(block f())`, `f` async.
pub(crate) fn block_on_future<T: TaskType, F: Future>(site: Site, future: F) -> F::Output {
    let executor = Executor::current();
    executor.must_not_be_over(site);
    if T::SETTINGS.limit.is_none() {
        return block_on(&executor, site, future);
    }
    let lane = executor.lane::<T>();
    block_on(
        &executor,
        site,
        InPermit::new(&executor, &lane, site, future),
    )
}

/// `exec!(f())` in sync code, `f` sync.
#[inline]
pub(crate) fn run_here<T: TaskType, R>(site: Site, function: impl FnOnce() -> R) -> R {
    if T::SETTINGS.limit.is_none() {
        return function();
    }
    let _permit = permit_here::<T>(site);
    function()
}

/// `exec!(block f())`, `f` sync.
pub(crate) fn run_in_place<T: TaskType, R>(site: Site, function: impl FnOnce() -> R) -> R {
    block_in_place(|| run_here::<T, R>(site, function))
}
