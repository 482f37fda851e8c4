//! The current executor: the one that runs the calling work, or else the global one, which starts with its first use.

use std::sync::OnceLock;

use super::{Context, Entered, Surroundings};
use crate::engine::Engine;
use crate::settings::Config;

static GLOBAL: OnceLock<Engine> = OnceLock::new();

/// The current executor.
pub(crate) enum Current<'a> {
    Global(&'static Engine),
    Own(&'a Engine),
}

impl Engine {
    /// The executor that runs the calling work, or else the global one.
    #[inline]
    pub(crate) fn current() -> Self {
        Surroundings::with_current(|around| around.engine.clone())
            .unwrap_or_else(|| Self::global(Config::default))
    }

    /// Calls `f` with the [`current`](Self::current) executor, which it holds only where it must.
    #[inline]
    pub(crate) fn with_current<R>(f: impl FnOnce(&Self) -> R) -> R {
        let is_global = |engine: &Self| GLOBAL.get().is_some_and(|global| global.is(engine));
        let other = Surroundings::with_current(|around| {
            let engine = around.engine.as_ref();
            engine.filter(|engine| !is_global(engine)).cloned()
        });
        f(match &other {
            Some(engine) => engine,
            None => GLOBAL.get_or_init(|| Self::forever(Config::default())),
        })
    }

    /// The global executor, which is built with `config` where this is its first use.
    pub(crate) fn global(config: impl FnOnce() -> Config) -> Self {
        GLOBAL.get_or_init(|| Self::forever(config())).clone()
    }

    /// The global executor, where it has started.
    #[inline]
    pub(crate) fn global_now() -> Option<Self> {
        GLOBAL.get().cloned()
    }

    /// Looks at the current executor without holding on to it. It is told where it is the global one, which stays.
    #[inline]
    pub(crate) fn look_at_current<R>(look: impl FnOnce(Current<'_>) -> R) -> R {
        Surroundings::with_current(|around| match &around.engine {
            Some(engine) if !engine.is_global() => look(Current::Own(engine)),
            _ => look(Current::Global(
                GLOBAL.get_or_init(|| Self::forever(Config::default())),
            )),
        })
    }

    /// The current context, on this executor.
    pub(crate) fn context(&self) -> Context {
        Context::current_on(self.clone())
    }

    /// Makes this the current executor until the guard is dropped; nothing where it is.
    pub(crate) fn make_current(&self) -> Option<Entered> {
        let is_current = Surroundings::with_current(|around| {
            let engine = around.engine.as_ref().or_else(|| GLOBAL.get());
            engine.is_some_and(|engine| self.is(engine))
        });
        (!is_current).then(|| self.context().enter())
    }

    /// Whether the calling code is part of work that this executor runs, or of its `main`.
    #[inline]
    pub(crate) fn runs_the_caller(&self) -> bool {
        Surroundings::with_current(|around| {
            let engine = around.engine.as_ref();
            around.is_in_flight && engine.is_some_and(|engine| self.is(engine))
        })
    }
}
