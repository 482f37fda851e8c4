//! Permits under loom: through all schedules of small programs, with every value that the orderings allow a load to give. A lost
//! wake-up or permit shows as a deadlock, work under one permit that does not see what was done under it before as a race: loom
//! reports both.

use std::future::poll_fn;
use std::sync::Arc;

use loom::cell::UnsafeCell;
use loom::future::block_on;
use loom::thread;

use super::super::gate::Gate;
use super::super::{Acquire, Held, Ledger};
use super::{permits, scenes};
use crate::frame::FrameId;
use crate::site::Site;
use crate::sync;

fn check(switches: Option<usize>, model: impl Fn() + Send + Sync + 'static) {
    sync::check(switches, move || {
        FrameId::start_again();
        model();
    });
}

/// What only who has the permit touches.
#[derive(Default)]
struct Guarded(UnsafeCell<u32>);

// SAFETY: loom itself reports any access that another one does not come before.
unsafe impl Sync for Guarded {}

impl Guarded {
    fn touch(&self) {
        self.0.with_mut(|times| {
            // SAFETY: loom has just checked that nobody else is here
            unsafe { *times += 1 }
        });
    }
}

/// Two take the permit and give it back without a lock, while one shuts the gate, works under the permit where it finds it, and opens
/// the gate again.
///
/// Seen to fail: with `Relaxed` for the order of taking, giving, shutting or opening.
#[test]
fn a_gate_hands_one_permit_from_one_to_the_next() {
    check(None, || {
        let shared = Arc::new((Gate::new(1), Guarded::default()));
        let takers = [(); 2].map(|()| {
            let shared = Arc::clone(&shared);
            thread::spawn(move || {
                let (gate, guarded) = &*shared;
                if !gate.try_take(false) {
                    return 0;
                }
                guarded.touch();
                // who finds the gate shut gives its permit to the ledger
                usize::from(!gate.try_give(false))
            })
        });
        let (gate, guarded) = &*shared;
        let shut = gate.shut();
        if shut.free == 1 {
            guarded.touch();
        }
        gate.open(shut.free, false);
        let given: usize = takers.into_iter().map(|taker| taker.join().unwrap()).sum();
        assert_eq!(gate.shut().free + given, 1);
    });
}

/// The gate against the ledger: one frame takes and gives without the lock, or queues as a stranger; another asks with the lock.
///
/// Seen to fail: as the one above; with `Relaxed` for the order in which a grant is told or seen; where shutting is a load and a store.
#[test]
fn no_permit_is_lost_between_the_gate_and_the_ledger() {
    check(Some(3), || {
        let ledger = Ledger::new();
        let ty = ledger.add_type("gallery", 1, None);
        let guarded = Arc::new(Guarded::default());
        let in_place = [(); 2].map(|()| {
            let (ledger, guarded) = (ledger.clone(), Arc::clone(&guarded));
            thread::spawn(move || {
                let mut held = Held::new(permits(&ledger, ty), Site::here("in place"));
                block_on(poll_fn(|cx| held.poll(cx)));
                guarded.touch();
            })
        });
        let permit = block_on(Acquire::new(
            &ledger,
            ty,
            FrameId::next(),
            None,
            false,
            Site::here("call"),
        ));
        guarded.touch();
        drop(permit);
        for thread in in_place {
            thread.join().unwrap();
        }
        assert_eq!(super::counts(&ledger, ty), (0, 0));
    });
}

/// Seen to fail: where the end of a callee does not look whether somebody waits.
#[test]
fn a_knot_that_only_a_callee_held_off_is_always_seen() {
    check(Some(3), scenes::a_knot_that_only_a_callee_held_off);
}

/// Seen to fail: where it is not looked again under the lock whether there is a limited type.
#[test]
fn an_early_wait_is_never_missed() {
    check(Some(3), scenes::an_early_wait);
}
