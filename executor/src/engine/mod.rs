//! `Engine`: what an executor is made of. All that runs work holds one; the public [`Executor`](crate::Executor) stands on top.

mod lanes;

use std::any::TypeId;
use std::sync::{Arc, OnceLock};

use tokio::runtime::Handle;

use self::lanes::Lanes;
use crate::housekeeping::OwnRuntime;
use crate::in_flight::InFlight;
use crate::lane::Lane;
use crate::permit::Ledger;
use crate::report::Report;
use crate::settings::{Config, Settings};
use crate::site::Site;
use crate::sync::{Lasting, Mutex};

/// The parts of one executor. Clones are handles to the same parts.
#[derive(Clone)]
pub struct Engine(Lasting<Parts>);

struct Parts {
    config: Config,
    runtime: OnceLock<OwnRuntime>,
    ledger: Arc<Ledger>,
    lanes: Lanes,
    in_flight: InFlight,
    losses: Mutex<Vec<Report>>,
}

impl Parts {
    /// `hold` makes the handles to its lanes.
    fn new(config: Config, hold: fn(Lane) -> Lasting<Lane>) -> Self {
        let lanes = Lanes::new(&config, hold);
        Self {
            config,
            runtime: OnceLock::new(),
            ledger: Ledger::new(),
            lanes,
            in_flight: InFlight::new(),
            losses: Mutex::default(),
        }
    }
}

impl Engine {
    /// Of an executor that lives as long as its handles and its work.
    pub(crate) fn new(config: Config) -> Self {
        Self(Lasting::own(Parts::new(config, Lasting::own)))
    }

    /// Of an executor that lives as long as the program.
    pub(crate) fn forever(config: Config) -> Self {
        Self(Lasting::global(Parts::new(config, Lasting::global)))
    }

    /// Whether both are of the same executor.
    pub(crate) fn is(&self, other: &Self) -> bool {
        self.0.is(&other.0)
    }

    /// Whether this is the global executor, which lives as long as the program.
    pub(crate) fn is_global(&self) -> bool {
        matches!(self.0, Lasting::Global(_))
    }

    pub(crate) fn config(&self) -> &Config {
        &self.0.config
    }

    /// The lane of the task type `ty`, which was declared with `settings`.
    pub(crate) fn lane(&self, ty: TypeId, settings: Settings) -> Lasting<Lane> {
        self.0
            .lanes
            .of(ty, settings, &self.0.config, &self.0.ledger)
    }

    /// The lane of that index.
    pub(crate) fn lane_at(&self, index: u16) -> Lasting<Lane> {
        self.0.lanes.at(index)
    }

    /// All lanes: `io`, `cpu`, and the others in the order of their first use.
    pub(crate) fn lanes(&self) -> Vec<Lasting<Lane>> {
        self.0.lanes.all()
    }

    pub(crate) fn ledger(&self) -> &Arc<Ledger> {
        &self.0.ledger
    }

    #[inline]
    pub(crate) fn in_flight(&self) -> &InFlight {
        &self.0.in_flight
    }

    /// The event loop of the executor's own, which runs on threads of its own, and as long as the executor lives.
    #[inline]
    pub(crate) fn own_runtime(&self) -> &Handle {
        let start = || OwnRuntime::start(self.0.config.worker_threads);
        self.0.runtime.get_or_init(start).handle()
    }

    /// A handle to [`own_runtime`](Self::own_runtime).
    pub(crate) fn own_handle(&self) -> Handle {
        self.own_runtime().clone()
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
    #[inline]
    pub(crate) fn must_not_be_over(&self, site: Site) {
        if self.in_flight().is_over() {
            fail_if_not_panicking(site);
        }
    }
}

#[cold]
fn fail_if_not_panicking(site: Site) {
    if !std::thread::panicking() {
        panic!("the executor has shut down: {site} cannot run; start it before the shutdown");
    }
}
