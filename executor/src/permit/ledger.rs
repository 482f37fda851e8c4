//! The ledger: the state machine behind one lock, shared by all threads of an executor.

use std::sync::Arc;

use super::callers::Callers;
use super::early::EarlyWaits;
use super::ids::TypeKey;
use super::leads_to::LeadsTo;
use super::state::State;
use super::types::Type;
use crate::frame::turn::{self, Watcher};
use crate::frame::{FrameId, here};
use crate::sync::Mutex;
use crate::sync::atomic::{AtomicBool, Ordering};

/// Who has which permit, who asks, and who waits for whom, in one executor.
pub(crate) struct Ledger {
    state: Mutex<State>,
    /// Set once there is a limited type; until then waits are only noted.
    pub(super) limited: AtomicBool,
    pub(super) early: EarlyWaits,
    pub(super) callers: Arc<Callers>,
}

impl Ledger {
    /// A ledger without any limited type.
    pub(crate) fn new() -> Arc<Self> {
        let state = State::default();
        Arc::new(Self {
            callers: Arc::clone(&state.callers),
            state: Mutex::new(state),
            limited: AtomicBool::new(false),
            early: EarlyWaits::default(),
        })
    }

    /// Adds a type with `limit` permits (at least 1), for which `queue` spawned tasks may wait (any number, if none is given).
    pub(crate) fn add_type(
        &self,
        name: &'static str,
        limit: usize,
        queue: Option<usize>,
    ) -> TypeKey {
        assert!(
            limit > 0,
            "task type `{name}` has a limit of 0, so nothing of it could ever run; give it 1 or more"
        );
        self.with(|state| {
            let key = state.add_type(Type::new(name, limit, queue));
            // Waits look at the flag under the lock of their shard, and the shards are emptied after it is set, under this
            // lock: a wait is seen either there or here.
            if !self.limited.swap(true, Ordering::SeqCst) {
                self.early
                    .take_all(|waiter, on, site| state.begin_wait(waiter, on, site));
            }
            key
        })
    }

    /// The caller that waited in place for `frame` is gone: the link up is cut, and `frame` keeps its permit to its end.
    ///
    /// A borrowed permit becomes its own as soon as one is free, ahead of the queue, since the lender may run on.
    pub(crate) fn detach(&self, frame: FrameId) {
        self.with(|state| state.detach(frame));
    }

    /// What `waiter` waits for, directly or not, so far as it is noted. To be called seldom: it looks at all waits.
    pub(crate) fn leads_to(&self, waiter: FrameId) -> LeadsTo {
        if self.limited.load(Ordering::Acquire) {
            self.with(|state| state.leads_to(waiter))
        } else {
            LeadsTo::early(waiter, &self.early.pairs())
        }
    }

    /// A callee of `caller` that was not known has given its permit back.
    pub(super) fn callee_has_ended(self: &Arc<Self>, caller: FrameId) {
        if self.callers.forget(caller) {
            self.with_turn_if_known(Some(caller), State::undo_knots);
        }
    }

    /// As [`with`](Self::with), for the end of something that `frame` waits for. Where it runs here and waits for more, it has a turn.
    pub(super) fn with_turn_if_known<R>(
        self: &Arc<Self>,
        frame: Option<FrameId>,
        work: impl FnOnce(&mut State) -> R,
    ) -> R {
        let runs = frame.filter(|frame| here::current() == Some(*frame));
        self.with(|state| {
            let known = runs.filter(|frame| state.is_known(*frame));
            state.has_turn(known.map(|frame| (frame, turn::of(frame, self))));
            work(state)
        })
    }

    /// As [`with`](Self::with), for something that `frame` does. Where it runs here, it has a turn.
    pub(super) fn with_turn_of<R>(
        self: &Arc<Self>,
        frame: Option<FrameId>,
        work: impl FnOnce(&mut State) -> R,
    ) -> R {
        self.with_turn_beneath(frame.filter(|frame| here::current() == Some(*frame)), work)
    }

    /// As [`with`](Self::with), while `frame` has a turn, on this thread.
    pub(super) fn with_turn_beneath<R>(
        self: &Arc<Self>,
        frame: Option<FrameId>,
        work: impl FnOnce(&mut State) -> R,
    ) -> R {
        let turn = frame.map(|frame| (frame, turn::of(frame, self)));
        self.with(|state| {
            state.has_turn(turn);
            work(state)
        })
    }

    /// Works on the state, then wakes whom it is to wake, without the lock: a waker may run any code, this ledger's too.
    pub(super) fn with<R>(&self, work: impl FnOnce(&mut State) -> R) -> R {
        let (result, effects) = {
            let mut state = self.state.lock();
            let result = work(&mut state);
            state.has_turn(None);
            state.settle();
            (result, state.effects.take())
        };
        if let Some(effects) = effects {
            effects.carry_out();
        }
        result
    }
}

impl Watcher for Ledger {
    fn look_again(&self) {
        self.with(State::undo_knots);
    }
}
