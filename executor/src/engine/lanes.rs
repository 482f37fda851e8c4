//! The lanes of one executor.

use std::any::TypeId;
use std::collections::HashMap;
use std::sync::Arc;

use crate::lane::Lane;
use crate::permit::{Ledger, Permits};
use crate::settings::{Config, Settings};
use crate::sync::{Lasting, Mutex};
use crate::types::{Cpu, Io};

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
            Arc::new(Permits::of(ledger, key))
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
