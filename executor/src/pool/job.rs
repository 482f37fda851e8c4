//! What a pool runs.

use std::sync::Arc;

use tokio::runtime::{Handle, Id};

use super::OneMore;

/// A piece of sync work, shared with whoever waits for it.
pub(crate) trait Run: Send + Sync {
    /// A thread runs it. It must not unwind; if it does, its panic is lost, and nothing else.
    fn run(self: Arc<Self>);
    /// No thread will.
    fn lose(&self);
}

/// A place in the queue of a pool: its work is run, or else, where this is dropped, lost.
pub(crate) struct Job {
    work: Option<Arc<dyn Run>>,
    /// Its caller's, which is entered while it runs.
    runtime: Option<Handle>,
    /// Dropped after the work has run.
    _one_more: Option<OneMore>,
}

impl Job {
    pub(crate) fn new(
        work: Arc<dyn Run>,
        runtime: Option<Handle>,
        one_more: Option<OneMore>,
    ) -> Self {
        Self {
            work: Some(work),
            runtime,
            _one_more: one_more,
        }
    }

    pub(super) fn runtime(&self) -> Option<Id> {
        self.runtime.as_ref().map(Handle::id)
    }

    pub(super) fn take_runtime(&mut self) -> Option<Handle> {
        self.runtime.take()
    }

    pub(super) fn run(mut self) {
        if let Some(work) = self.work.take() {
            work.run();
        }
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        if let Some(work) = self.work.take() {
            work.lose();
        }
    }
}

#[cfg(test)]
impl<F: FnOnce() + Send + 'static> From<Box<F>> for Job {
    fn from(run: Box<F>) -> Self {
        Self::calling(run)
    }
}

#[cfg(test)]
impl Job {
    /// A job that calls `run`.
    pub(crate) fn calling(run: impl FnOnce() + Send + 'static) -> Self {
        struct Call<F>(crate::sync::Mutex<Option<F>>);

        impl<F: FnOnce() + Send> Run for Call<F> {
            fn run(self: Arc<Self>) {
                let run = self.0.lock().take();
                if let Some(run) = run {
                    run();
                }
            }

            fn lose(&self) {
                let lost = self.0.lock().take();
                drop(lost);
            }
        }

        Self::new(
            Arc::new(Call(crate::sync::Mutex::new(Some(run)))),
            None,
            None,
        )
    }
}
