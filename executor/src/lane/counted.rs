//! What is counted of a lane.

#[cfg(feature = "metrics")]
use std::sync::Arc;

use crate::permit::InPlaceCounted;
#[cfg(feature = "metrics")]
use crate::times::Published;
use crate::times::Times;

/// The counts of a lane at one moment.
#[derive(Clone, Debug)]
pub(crate) struct Counted {
    pub(crate) name: &'static str,
    pub(crate) running: usize,
    pub(crate) queued: usize,
    pub(crate) done: u64,
    pub(crate) panicked: u64,
    pub(crate) threads: usize,
    pub(crate) waited: Times,
    pub(crate) ran: Times,
    #[cfg(feature = "metrics")]
    pub(crate) published: Arc<PublishedTimes>,
}

impl Counted {
    pub(super) fn add_in_place(&mut self, more: &InPlaceCounted) {
        self.running += more.running;
        self.queued += more.queued;
        self.done += more.done;
        self.panicked += more.panicked;
        self.waited.merge(&more.waited);
        self.ran.merge(&more.ran);
    }
}

/// How far the times of a lane have been given to a recorder of the facade `metrics`.
#[cfg(feature = "metrics")]
#[derive(Default)]
pub(crate) struct PublishedTimes {
    pub(crate) waited: Published,
    pub(crate) ran: Published,
}

#[cfg(feature = "metrics")]
impl std::fmt::Debug for PublishedTimes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PublishedTimes")
    }
}
