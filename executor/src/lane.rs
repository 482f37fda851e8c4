//! Where the work of one task type runs in one executor: its threads and its permits.

#[cfg(all(test, executor_loom))]
mod loom;

use std::any::TypeId;
use std::collections::HashMap;
use std::sync::Arc;

use crate::in_flight::InFlight;
use crate::lasting::Lasting;
use crate::permit::{InPlaceCounted, Ledger, Permits, TypeKey};
use crate::pool::Pool;
use crate::settings::{Base, Config, Settings};
use crate::sync::Mutex;
#[cfg(feature = "metrics")]
use crate::times::Published;
use crate::times::Times;
use crate::types::{Cpu, Io};

/// The place of one task type in one executor.
pub struct Lane {
    settings: Settings,
    index: u16,
    pool: Pool,
    permits: Option<Arc<Permits>>,
    #[cfg(feature = "metrics")]
    published: Arc<PublishedTimes>,
}

/// How far the times of a lane have been given to a recorder of the facade `metrics`.
#[cfg(feature = "metrics")]
#[derive(Default)]
pub(crate) struct PublishedTimes {
    pub(crate) waited: Published,
    pub(crate) ran: Published,
}

impl Lane {
    fn new(index: u16, settings: Settings, permits: Option<Arc<Permits>>, config: &Config) -> Self {
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

#[cfg(feature = "metrics")]
impl std::fmt::Debug for PublishedTimes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PublishedTimes")
    }
}

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
    fn add_in_place(&mut self, more: &InPlaceCounted) {
        self.running += more.running;
        self.queued += more.queued;
        self.done += more.done;
        self.panicked += more.panicked;
        self.waited.merge(&more.waited);
        self.ran.merge(&more.ran);
    }
}

/// The lanes of one executor: those of `io` and `cpu`, and of each other type from its first use on.
pub(crate) struct Lanes {
    io: Lasting<Lane>,
    cpu: Lasting<Lane>,
    others: Mutex<Others>,
    hold: fn(Lane) -> Lasting<Lane>,
}

#[derive(Default)]
struct Others {
    by_type: HashMap<TypeId, Lasting<Lane>>,
    in_order: Vec<Lasting<Lane>>,
}

impl Lanes {
    /// `hold` makes the handles to them.
    pub(crate) fn new(config: &Config, hold: fn(Lane) -> Lasting<Lane>) -> Self {
        Self {
            io: hold(Lane::new(0, Io::DECLARED, None, config)),
            cpu: hold(Lane::new(1, Cpu::DECLARED, None, config)),
            others: Mutex::default(),
            hold,
        }
    }

    /// The lane of the type `ty`, which it opens where this is its first use.
    pub(crate) fn of(
        &self,
        ty: TypeId,
        declared: Settings,
        config: &Config,
        ledger: &Arc<Ledger>,
    ) -> Lasting<Lane> {
        if ty == TypeId::of::<Io>() {
            return self.io.clone();
        }
        if ty == TypeId::of::<Cpu>() {
            return self.cpu.clone();
        }
        let mut others = self.others.lock();
        if let Some(lane) = others.by_type.get(&ty) {
            return lane.clone();
        }
        let limit = config.limit(ty).or(declared.limit);
        let settings = Settings { limit, ..declared };
        let permits = limit.map(|limit| {
            let key = ledger.add_type(settings.name, limit, settings.queue);
            Arc::new(ledger.permits(key))
        });
        let index = u16::try_from(2 + others.in_order.len());
        let index = index.expect("a program declares fewer than 65,000 task types");
        let lane = (self.hold)(Lane::new(index, settings, permits, config));
        others.by_type.insert(ty, lane.clone());
        others.in_order.push(lane.clone());
        lane
    }

    /// The lane of that index.
    pub(crate) fn at(&self, index: u16) -> Lasting<Lane> {
        match index {
            0 => self.io.clone(),
            1 => self.cpu.clone(),
            other => self.others.lock().in_order[usize::from(other) - 2].clone(),
        }
    }

    /// All lanes: `io`, `cpu`, and the others in the order of their first use.
    pub(crate) fn all(&self) -> Vec<Lasting<Lane>> {
        let mut lanes = vec![self.io.clone(), self.cpu.clone()];
        lanes.extend(self.others.lock().in_order.iter().cloned());
        lanes
    }
}
