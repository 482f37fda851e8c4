//! What the methods take: functions and futures, told apart by type.
//!
//! `K`, the kind, is what lets one method take both: a type is either a function or a future, so the compiler finds `K` by
//! itself.

use std::future::{Future, IntoFuture};
use std::marker::PhantomData;

use crate::block_on::block_on;
use crate::engine::Engine;
use crate::hop::{Hop, Invoke};
use crate::in_place::{InPlace, permit_on};
use crate::lane::Lane;
use crate::site::Site;
use crate::sync::Lasting;
use crate::task::Task;

/// The kind of a function or closure that gives an `R`.
pub struct Function<R>(PhantomData<R>);

/// The kind of a future, and of what turns into one.
pub struct Awaited;

/// A function without arguments, or a future.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a function without arguments nor a future",
    label = "expected a closure like `move || f(x)`, or a future like `f(x)`",
    note = "a function with arguments is passed in a closure: `move || f(x)`"
)]
pub trait Work<K>: Sized {
    /// What the work gives.
    type Output;

    /// Runs it on this thread, on `engine`, which is the current executor; within a permit of `limited`, the lane of its type
    /// where that has a limit.
    #[doc(hidden)]
    fn run_blocking(
        self,
        engine: &Engine,
        limited: Option<&Lasting<Lane>>,
        site: Site,
    ) -> Self::Output;
}

impl<F: FnOnce() -> R, R> Work<Function<R>> for F {
    type Output = R;

    fn run_blocking(self, engine: &Engine, limited: Option<&Lasting<Lane>>, site: Site) -> R {
        engine.must_not_be_over(site);
        let _permit = limited.and_then(|lane| permit_on(lane, site));
        self()
    }
}

impl<F: IntoFuture> Work<Awaited> for F {
    type Output = F::Output;

    #[inline]
    fn run_blocking(
        self,
        engine: &Engine,
        limited: Option<&Lasting<Lane>>,
        site: Site,
    ) -> F::Output {
        engine.must_not_be_over(site);
        let future = self.into_future();
        match limited {
            None => block_on(engine, site, future),
            Some(lane) => block_on(engine, site, InPlace::new(engine, lane, site, future)),
        }
    }
}

/// Work that can be awaited: any future, in place; a function that can move to another thread.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot run on another thread",
    label = "expected a future, or a closure that is `Send` and `'static`, like `move || f(x)`",
    note = "a function that borrows, or whose captures or result are not `Send`, stays on this thread: `await_async`"
)]
pub trait InvokeWork<K>: Work<K> {
    /// What is awaited.
    type Invoke: Future<Output = Self::Output>;

    #[doc(hidden)]
    fn invoke(self, engine: &Engine, lane: &Lasting<Lane>, site: Site) -> Self::Invoke;
}

impl<F, R> InvokeWork<Function<R>> for F
where
    F: FnOnce() -> R + Send + 'static,
    R: Send + 'static,
{
    type Invoke = Invoke<R>;

    fn invoke(self, engine: &Engine, lane: &Lasting<Lane>, site: Site) -> Invoke<R> {
        Invoke::new(Hop::awaited(engine, lane, site, self))
    }
}

impl<F: IntoFuture> InvokeWork<Awaited> for F {
    type Invoke = InPlace<F::IntoFuture>;

    fn invoke(self, engine: &Engine, lane: &Lasting<Lane>, site: Site) -> Self::Invoke {
        InPlace::new(engine, lane, site, self.into_future())
    }
}

/// Work that can run in the background: it, and what it gives, are `Send` and `'static`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot run in the background",
    label = "expected a future or a closure that is `Send` and `'static`, like `async move {{ … }}` or `move || f(x)`",
    note = "work in the background owns what it uses: clone it, or share it in an `Arc`"
)]
pub trait SpawnWork<K>: Work<K> {
    #[doc(hidden)]
    fn spawn(self, engine: &Engine, lane: &Lasting<Lane>, site: Site) -> Task<Self::Output>;
}

impl<F, R> SpawnWork<Function<R>> for F
where
    F: FnOnce() -> R + Send + 'static,
    R: Send + 'static,
{
    fn spawn(self, engine: &Engine, lane: &Lasting<Lane>, site: Site) -> Task<R> {
        Task::spawn_hop(Hop::spawned(engine, lane, site, |_| None, self))
    }
}

impl<F> SpawnWork<Awaited> for F
where
    F: IntoFuture<IntoFuture: Send + 'static, Output: Send + 'static>,
{
    #[cfg_attr(all(tokio_unstable, feature = "tracing"), track_caller)]
    fn spawn(self, engine: &Engine, lane: &Lasting<Lane>, site: Site) -> Task<F::Output> {
        Task::spawn(engine, lane, site, |_| None, self.into_future())
    }
}

/// Work that gives no future: calling a closure that returns one would run nothing of it.
///
/// Two impls fit the kind of such a closure, so that the compiler cannot choose `N`, and refuses it. The second impl's marker
/// is named for the remedy, since the error shows it.
#[diagnostic::on_unimplemented(message = "this closure gives a future that nobody would run")]
pub trait ReturnsNoFuture<N> {}

/// The closure would give a future that nobody runs: pass an `async` block, or the future itself.
pub struct PassTheFutureItself;

impl ReturnsNoFuture<()> for Awaited {}

impl<R> ReturnsNoFuture<()> for Function<R> {}

impl<R: Future> ReturnsNoFuture<PassTheFutureItself> for Function<R> {}

/// The name of work that was passed as a value: the path of its function, or of the function that the closure or `async` block
/// is written in.
pub(crate) fn name_of<W>() -> &'static str {
    let mut name = std::any::type_name::<W>();
    while let Some(outer) = name.strip_suffix("::{{closure}}") {
        name = outer;
    }
    name
}
