//! Where the crate meets `tracing`: the caller's span, which follows through every hop, and the events of reports.
//!
//! Without the feature there is no span, and nobody listens.

pub(crate) use self::inner::{Span, lost, warning};

#[cfg(feature = "tracing")]
mod inner {
    use std::fmt;

    pub(crate) use tracing::Span;

    use crate::site::Site;

    /// Tells of a lost failure; whether anybody listens.
    pub(crate) fn lost(
        task: Site,
        task_type: &str,
        kind: &str,
        message: fmt::Arguments<'_>,
    ) -> bool {
        let listens = tracing::enabled!(target: "executor", tracing::Level::ERROR);
        if listens {
            let (task, location) = (task.name(), task.location());
            tracing::error!(target: "executor", task, task_type, kind, %location, "{message}");
        }
        listens
    }

    /// Tells of what may be a mistake, of a task where one is to blame; whether anybody listens.
    pub(crate) fn warning(task: Option<Site>, message: fmt::Arguments<'_>) -> bool {
        let listens = tracing::enabled!(target: "executor", tracing::Level::WARN);
        if listens {
            let location = task.map(|task| tracing::field::display(task.location()));
            let task = task.map(|task| task.name());
            tracing::warn!(target: "executor", task, location, "{message}");
        }
        listens
    }
}

#[cfg(not(feature = "tracing"))]
mod inner {
    use std::fmt;

    use crate::site::Site;

    pub(crate) fn lost(_: Site, _: &str, _: &str, _: fmt::Arguments<'_>) -> bool {
        false
    }

    pub(crate) fn warning(_: Option<Site>, _: fmt::Arguments<'_>) -> bool {
        false
    }

    /// Stands in for the span: there is none.
    #[derive(Clone, Copy)]
    pub(crate) struct Span;

    impl Span {
        #[inline]
        pub(crate) fn current() -> Self {
            Self
        }

        #[inline]
        pub(crate) fn is_none(&self) -> bool {
            true
        }

        #[inline]
        pub(crate) fn enter(&self) -> Self {
            Self
        }

        #[inline]
        pub(crate) fn in_scope<R>(&self, f: impl FnOnce() -> R) -> R {
            f()
        }
    }
}
