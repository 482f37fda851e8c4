//! Where the work of one task type runs in one executor: its threads, its permits, and the counts of its work.

use std::any::TypeId;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::config::Config;
use crate::permit::{Ledger, TypeKey};
use crate::pool::Pool;
use crate::settings::{Base, Settings};
use crate::sync::Mutex;
use crate::types::{Cpu, Io};

/// The place of one task type in one executor.
pub struct Lane {
    settings: Settings,
    pool: Pool,
    permits: Option<TypeKey>,
    counts: Counts,
}

impl Lane {
    fn new(settings: Settings, permits: Option<TypeKey>, config: &Config) -> Arc<Self> {
        let threads = match settings.base {
            Base::Io => config.max_threads,
            Base::Cpu => config.cores,
        };
        // A job has its permit before it asks for a thread, and gives it on a moment before its thread is free: without this bound the
        // pool would start another thread in that moment. Jobs that borrow ask for one more.
        let threads = threads.min(settings.limit.unwrap_or(threads));
        Arc::new(Self {
            settings,
            pool: Pool::new(settings.name, threads),
            permits,
            counts: Counts::default(),
        })
    }

    pub(crate) fn name(&self) -> &'static str {
        self.settings.name
    }

    pub(crate) fn pool(&self) -> &Pool {
        &self.pool
    }

    /// The key of the type's permits; `None` where it has no limit.
    pub(crate) fn permits(&self) -> Option<TypeKey> {
        self.permits
    }

    /// Counts one more piece of work, which waits for its permit or its thread.
    pub(crate) fn tally(self: &Arc<Self>) -> Tally {
        self.counts.queued.fetch_add(1, Ordering::Relaxed);
        Tally {
            lane: Arc::clone(self),
            since: Instant::now(),
            running: false,
        }
    }

    /// Whether no more than one piece of work is queued or runs.
    pub(crate) fn has_one_at_most(&self) -> bool {
        let Counts {
            running, queued, ..
        } = &self.counts;
        running.load(Ordering::Relaxed) + queued.load(Ordering::Relaxed) <= 1
    }

    /// What has been counted so far.
    pub(crate) fn counted(&self) -> Counted {
        let counts = &self.counts;
        Counted {
            name: self.settings.name,
            running: counts.running.load(Ordering::Relaxed),
            queued: counts.queued.load(Ordering::Relaxed),
            done: counts.done.load(Ordering::Relaxed),
            panicked: counts.panicked.load(Ordering::Relaxed),
            threads: self.pool.threads(),
            waited: Duration::from_nanos(counts.waited.load(Ordering::Relaxed)),
            ran: Duration::from_nanos(counts.ran.load(Ordering::Relaxed)),
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

/// Relaxed throughout: the counts are read for people, and order nothing.
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
    lane: Arc<Lane>,
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
    io: Arc<Lane>,
    cpu: Arc<Lane>,
    others: Mutex<Others>,
}

#[derive(Default)]
struct Others {
    by_type: HashMap<TypeId, Arc<Lane>>,
    in_order: Vec<Arc<Lane>>,
}

impl Lanes {
    pub(crate) fn new(config: &Config) -> Self {
        Self {
            io: Lane::new(Io::DECLARED, None, config),
            cpu: Lane::new(Cpu::DECLARED, None, config),
            others: Mutex::default(),
        }
    }

    /// The lane of the type `ty`, which it opens where this is its first use.
    pub(crate) fn of(
        &self,
        ty: TypeId,
        declared: Settings,
        config: &Config,
        ledger: &Ledger,
    ) -> Arc<Lane> {
        if ty == TypeId::of::<Io>() {
            return Arc::clone(&self.io);
        }
        if ty == TypeId::of::<Cpu>() {
            return Arc::clone(&self.cpu);
        }
        let mut others = self.others.lock();
        if let Some(lane) = others.by_type.get(&ty) {
            return Arc::clone(lane);
        }
        let limit = config.limits.get(&ty).copied().or(declared.limit);
        let settings = Settings { limit, ..declared };
        let permits = limit.map(|limit| ledger.add_type(settings.name, limit, settings.queue));
        let lane = Lane::new(settings, permits, config);
        others.by_type.insert(ty, Arc::clone(&lane));
        others.in_order.push(Arc::clone(&lane));
        lane
    }

    /// All lanes: `io`, `cpu`, and the others in the order of their first use.
    pub(crate) fn all(&self) -> Vec<Arc<Lane>> {
        let mut lanes = vec![Arc::clone(&self.io), Arc::clone(&self.cpu)];
        lanes.extend(self.others.lock().in_order.iter().cloned());
        lanes
    }
}
