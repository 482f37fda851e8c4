//! Where the work of one task type runs in one executor: its threads, its permits, and the counts of its work.

use std::any::TypeId;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::config::Config;
use crate::held::Held;
use crate::in_flight::InFlight;
use crate::permit::{Ledger, TypeKey};
use crate::pool::Pool;
use crate::settings::{Base, Settings};
use crate::sync::Mutex;
use crate::types::{Cpu, Io};

/// The place of one task type in one executor.
pub struct Lane {
    settings: Settings,
    index: u16,
    pool: Pool,
    permits: Option<TypeKey>,
    counts: Counts,
}

impl Lane {
    fn new(index: u16, settings: Settings, permits: Option<TypeKey>, config: &Config) -> Self {
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
            counts: Counts::default(),
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
        self.permits
    }

    /// Counts one more piece of work, which waits for its permit or its thread.
    pub(crate) fn tally(lane: &Held<Self>) -> Tally {
        lane.counts.queued.fetch_add(1, Ordering::Relaxed);
        Tally {
            lane: lane.clone(),
            since: Instant::now(),
            running: false,
        }
    }

    /// What has been counted so far, that which is in flight included.
    pub(crate) fn counted(&self, in_flight: &InFlight) -> Counted {
        let counts = &self.counts;
        let counted = in_flight.counted(self.index);
        Counted {
            name: self.settings.name,
            running: counted.running + counts.running.load(Ordering::Relaxed),
            queued: counted.queued + counts.queued.load(Ordering::Relaxed),
            done: counted.done + counts.done.load(Ordering::Relaxed),
            panicked: counted.panicked + counts.panicked.load(Ordering::Relaxed),
            threads: self.pool.threads(),
            waited: Duration::from_nanos(counted.waited + counts.waited.load(Ordering::Relaxed)),
            ran: Duration::from_nanos(counted.ran + counts.ran.load(Ordering::Relaxed)),
        }
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
    pub(crate) waited: Duration,
    pub(crate) ran: Duration,
}

/// What runs in place within permits; all else is counted where it is in flight. Relaxed throughout: the counts are read for
/// people, and order nothing.
#[derive(Default)]
struct Counts {
    running: AtomicUsize,
    queued: AtomicUsize,
    done: AtomicU64,
    panicked: AtomicU64,
    /// Nanoseconds that work waited before it ran.
    waited: AtomicU64,
    /// Nanoseconds that work ran.
    ran: AtomicU64,
}

/// One piece of work in the counts of its type, from when it is asked for until it ends.
pub(crate) struct Tally {
    lane: Held<Lane>,
    /// When the present stage began.
    since: Instant,
    running: bool,
}

impl Tally {
    /// The work begins to run. Does nothing the second time.
    pub(crate) fn start(&mut self) {
        if !self.running {
            let waited = self.stage_ends();
            let counts = &self.lane.counts;
            counts.waited.fetch_add(waited, Ordering::Relaxed);
            counts.running.fetch_add(1, Ordering::Relaxed);
            counts.queued.fetch_sub(1, Ordering::Relaxed);
            self.running = true;
        }
    }

    /// The work has panicked; that it ended is counted when the tally is dropped.
    pub(crate) fn panicked(&self) {
        self.lane.counts.panicked.fetch_add(1, Ordering::Relaxed);
    }

    /// The nanoseconds of the stage that ends now.
    fn stage_ends(&mut self) -> u64 {
        let now = Instant::now();
        let began = std::mem::replace(&mut self.since, now);
        u64::try_from(now.duration_since(began).as_nanos()).unwrap_or(u64::MAX)
    }
}

impl Drop for Tally {
    fn drop(&mut self) {
        let lasted = self.stage_ends();
        let counts = &self.lane.counts;
        let (time, stage) = if self.running {
            (&counts.ran, &counts.running)
        } else {
            (&counts.waited, &counts.queued)
        };
        time.fetch_add(lasted, Ordering::Relaxed);
        counts.done.fetch_add(1, Ordering::Relaxed);
        stage.fetch_sub(1, Ordering::Relaxed);
    }
}

/// The lanes of one executor: those of `io` and `cpu`, and of each other type from its first use on.
pub(crate) struct Lanes {
    io: Held<Lane>,
    cpu: Held<Lane>,
    others: Mutex<Others>,
    hold: fn(Lane) -> Held<Lane>,
}

#[derive(Default)]
struct Others {
    by_type: HashMap<TypeId, Held<Lane>>,
    in_order: Vec<Held<Lane>>,
}

impl Lanes {
    /// `hold` makes the handles to them.
    pub(crate) fn new(config: &Config, hold: fn(Lane) -> Held<Lane>) -> Self {
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
        ledger: &Ledger,
    ) -> Held<Lane> {
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
        let limit = config.limits.get(&ty).copied().or(declared.limit);
        let settings = Settings { limit, ..declared };
        let permits = limit.map(|limit| ledger.add_type(settings.name, limit, settings.queue));
        let index = u16::try_from(2 + others.in_order.len());
        let index = index.expect("a program declares fewer than 65,000 task types");
        let lane = (self.hold)(Lane::new(index, settings, permits, config));
        others.by_type.insert(ty, lane.clone());
        others.in_order.push(lane.clone());
        lane
    }

    /// The lane of that index.
    pub(crate) fn at(&self, index: u16) -> Held<Lane> {
        match index {
            0 => self.io.clone(),
            1 => self.cpu.clone(),
            other => self.others.lock().in_order[usize::from(other) - 2].clone(),
        }
    }

    /// All lanes: `io`, `cpu`, and the others in the order of their first use.
    pub(crate) fn all(&self) -> Vec<Held<Lane>> {
        let mut lanes = vec![self.io.clone(), self.cpu.clone()];
        lanes.extend(self.others.lock().in_order.iter().cloned());
        lanes
    }
}
