//! Where a piece of started work comes from, sync or async: to whom it is counted, and who is told of what it loses.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::engine::Engine;
use crate::error::TaskError;
use crate::frame::FrameId;
use crate::lane::Lane;
use crate::report::Report;
use crate::site::Site;
use crate::sync::Lasting;

/// Reads a task's failure from what it gave: the error's text, or `None` where it did not fail.
pub(crate) type Failure<T> = fn(&T) -> Option<String>;

/// Where a piece of work comes from.
#[derive(Clone)]
pub(crate) struct Origin {
    pub(crate) engine: Engine,
    pub(crate) lane: Lasting<Lane>,
    pub(crate) site: &'static Site,
    /// The frame that the work runs in.
    pub(crate) frame: FrameId,
}

impl Origin {
    pub(crate) fn new(engine: &Engine, lane: &Lasting<Lane>, site: Site) -> Self {
        Self {
            engine: engine.clone(),
            lane: lane.clone(),
            site: site.kept(),
            frame: FrameId::next(),
        }
    }

    /// Reports what the work ended with, where that is a failure that nobody reads.
    pub(crate) fn report_lost<T>(&self, result: &Result<T, TaskError>, failure: Failure<T>) {
        let report = match result {
            Ok(value) => {
                failure(value).map(|text| Report::of_failure(*self.site, self.lane.name(), text))
            }
            // the shutdown's own report names what it cut off
            Err(TaskError::ShutDown) if self.engine.in_flight().is_over() => None,
            Err(error) => Report::of_error(*self.site, self.lane.name(), error),
        };
        if let Some(report) = report {
            self.lost(report);
        }
    }

    /// Reports that the executor did not take the work, and that nobody reads so.
    pub(crate) fn report_refused(&self) {
        self.lost(Report::of_refused(*self.site, self.lane.name()));
    }

    fn lost(&self, report: Report) {
        report.deliver();
        self.engine.count_loss(report);
    }

    /// Drops what belongs to the user, where unwinding would do harm; a panic in it is reported as one of the work.
    pub(crate) fn discard(&self, value: impl Sized) {
        if let Err(payload) = catch_unwind(AssertUnwindSafe(move || drop(value))) {
            self.report_lost::<()>(&Err(TaskError::panicked(payload)), |()| None);
        }
    }
}
