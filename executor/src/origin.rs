//! What every piece of started work carries, sync or async: where it comes from, and whom it tells when it ends.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::context::Context;
use crate::engine::Engine;
use crate::error::TaskError;
use crate::in_flight::{About, Intake, Taken, Ticket};
use crate::lane::Lane;
use crate::permit::FrameId;
use crate::report::Report;
use crate::site::Site;
use crate::sync::Mutex;

/// Reads a task's failure from what it gave: the error's text, or `None` where it did not fail.
pub(crate) type Failure<T> = fn(&T) -> Option<String>;

/// Where a piece of work comes from.
pub(crate) struct Origin {
    pub(crate) engine: Engine,
    pub(crate) lane: Arc<Lane>,
    pub(crate) site: Site,
    /// The frame that the work runs in.
    pub(crate) frame: FrameId,
    /// Set once nobody waits for the work any more.
    pub(crate) cancelled: Arc<AtomicBool>,
    ticket: Mutex<Option<Ticket>>,
}

impl Origin {
    pub(crate) fn new(engine: &Engine, lane: &Arc<Lane>, site: Site) -> Self {
        Self {
            engine: engine.clone(),
            lane: Arc::clone(lane),
            site,
            frame: FrameId::next(),
            cancelled: Arc::default(),
            ticket: Mutex::new(None),
        }
    }

    /// What a shutdown must know of the work.
    pub(crate) fn about(&self) -> About {
        About {
            site: self.site,
            task_type: self.lane.name(),
            frame: self.frame,
        }
    }

    /// The context in which the work runs.
    pub(crate) fn context(&self) -> Context {
        Context {
            engine: Some(self.engine.clone()),
            frame: Some(self.frame),
            cancelled: Some(Arc::clone(&self.cancelled)),
            is_in_flight: true,
        }
    }

    /// Tells the work that nobody waits for it any more.
    pub(crate) fn cancel(&self) {
        // Relaxed: a hint, which publishes nothing
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Enters `work` among what is in flight; whether the executor takes it. `is_awaited`: somebody waits for it on the spot.
    #[must_use]
    pub(crate) fn enter(&self, work: Arc<dyn Taken>, is_awaited: bool) -> bool {
        // held while entering, so that a stop at once finds the ticket
        let mut ticket = self.ticket.lock();
        *ticket = self
            .engine
            .in_flight()
            .enter(work, is_awaited || self.engine.runs_the_caller());
        ticket.is_some()
    }

    /// Takes the work out of what is in flight. Does nothing the second time.
    pub(crate) fn leave(&self) {
        let ticket = self.ticket.lock().take();
        if let Some(ticket) = ticket {
            self.engine.in_flight().leave(ticket);
        }
    }

    /// Reports what the work ended with, where that is a failure that nobody reads.
    pub(crate) fn report_lost<T>(&self, result: &Result<T, TaskError>, failure: Failure<T>) {
        let report = match result {
            Ok(value) => {
                failure(value).map(|text| Report::of_failure(self.site, self.lane.name(), text))
            }
            // the shutdown's own report names what it cut off
            Err(TaskError::ShutDown) if self.engine.in_flight().intake() == Intake::Over => None,
            Err(error) => Report::of_error(self.site, self.lane.name(), error),
        };
        if let Some(report) = report {
            report.deliver();
            self.engine.count_loss(report);
        }
    }
}
