//! The permits of one limited type in one executor, as those see them who run in place.

use std::ops::Deref;
use std::sync::Arc;

use super::counts::InPlaceCounted;
use super::gate::Gate;
use super::ids::TypeKey;
use super::ledger::Ledger;

/// The permits of one limited type.
pub(crate) struct Permits {
    pub(super) ledger: Arc<Ledger>,
    pub(super) key: TypeKey,
    pub(super) gate: Arc<Gate>,
}

impl Permits {
    /// Those of the type of `key`, which the ledger knows.
    pub(crate) fn of(ledger: &Arc<Ledger>, key: TypeKey) -> Self {
        Self {
            ledger: Arc::clone(ledger),
            key,
            gate: ledger.with(|state| Arc::clone(&state.types[key.0].gate)),
        }
    }

    pub(crate) fn key(&self) -> TypeKey {
        self.key
    }

    /// What has been counted so far of those who run in place.
    pub(crate) fn counted(&self) -> InPlaceCounted {
        self.ledger.with(|state| {
            // nobody counts beside while it is shut
            state.shut(self.key);
            let ty = &state.types[self.key.0];
            let running = ty.unknown() + ty.in_place;
            self.gate.counts.read(running, ty.in_place_waiting)
        })
    }
}

/// Permits that are those of the global executor, which stays, or else are held on to.
#[derive(Clone)]
pub(crate) enum PermitsRef {
    Global(&'static Permits),
    Own(Arc<Permits>),
}

impl Deref for PermitsRef {
    type Target = Permits;

    #[inline]
    fn deref(&self) -> &Permits {
        match self {
            Self::Global(permits) => permits,
            Self::Own(permits) => permits,
        }
    }
}
