//! Where the work of one task type runs in one executor: its threads and its permits.

mod counted;
#[cfg(all(test, executor_loom))]
mod loom;

use std::sync::Arc;

pub(crate) use self::counted::Counted;
#[cfg(feature = "metrics")]
use self::counted::PublishedTimes;
use crate::in_flight::InFlight;
use crate::permit::{Permits, TypeKey};
use crate::pool::Pool;
use crate::settings::{Base, Config, Settings};

/// The place of one task type in one executor.
pub struct Lane {
    settings: Settings,
    index: u16,
    pool: Pool,
    permits: Option<Arc<Permits>>,
    #[cfg(feature = "metrics")]
    published: Arc<PublishedTimes>,
}

impl Lane {
    pub(crate) fn new(
        index: u16,
        settings: Settings,
        permits: Option<Arc<Permits>>,
        config: &Config,
    ) -> Self {
        let threads = match settings.base {
            Base::Io => config.max_threads,
            Base::Cpu => config.cores,
        };
        // A job has its permit before it asks for a thread, and gives it on a moment before its thread is free: without this bound the
        // pool would start another thread in that moment. Jobs that borrow ask for one more.
        let threads = threads.min(settings.limit.unwrap_or(threads));
        Self {
            settings,
            index,
            pool: Pool::new(settings.name, threads),
            permits,
            #[cfg(feature = "metrics")]
            published: Arc::default(),
        }
    }

    pub(crate) fn name(&self) -> &'static str {
        self.settings.name
    }

    /// Its place among the lanes of its executor.
    pub(crate) fn index(&self) -> u16 {
        self.index
    }

    pub(crate) fn pool(&self) -> &Pool {
        &self.pool
    }

    /// The key of the type's permits; `None` where it has no limit.
    pub(crate) fn permits(&self) -> Option<TypeKey> {
        self.permits.as_ref().map(|permits| permits.key())
    }

    /// The same, for what runs in place.
    pub(crate) fn permits_in_place(&self) -> Option<&Arc<Permits>> {
        self.permits.as_ref()
    }

    /// What has been counted so far, that which is in flight included.
    pub(crate) fn counted(&self, in_flight: &InFlight) -> Counted {
        let before = self.permits.as_ref().map(|permits| permits.counted());
        let counted = in_flight.counted(self.index);
        let mut counted = Counted {
            name: self.settings.name,
            running: counted.running,
            queued: counted.queued,
            done: counted.ended.done,
            panicked: counted.ended.panicked,
            threads: self.pool.threads(),
            waited: counted.ended.waited,
            ran: counted.ended.ran,
            #[cfg(feature = "metrics")]
            published: Arc::clone(&self.published),
        };
        if let (Some(permits), Some(before)) = (&self.permits, before) {
            // A permit may have come from a task in place, or gone to one, since the others were looked at.
            let mut in_place = permits.counted();
            in_place.running = in_place.running.min(before.running);
            counted.add_in_place(&in_place);
        }
        counted
    }
}
