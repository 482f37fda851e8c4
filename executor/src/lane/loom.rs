//! The counts of a type of one permit under loom: however a permit goes from one to the next while somebody looks, no more are found
//! running than one.
//!
//! Seen to fail: where functions that ran are not looked at again; where those in place are looked at only once, before the others or
//! after them.

use std::sync::Arc;

use loom::thread;

use super::Lane;
use crate::in_flight::InFlight;
use crate::in_flight::loom::{Function, Now};
use crate::permit::{Held, Ledger, Permits, PermitsRef};
use crate::settings::{Config, Settings};
use crate::site::Site;
use crate::sync::check;
use crate::types::Io;

struct Type {
    lane: Lane,
    in_flight: InFlight,
    permits: PermitsRef,
}

impl Type {
    fn new() -> Arc<Self> {
        let ledger = Ledger::new();
        let permits = Arc::new(Permits::of(&ledger, ledger.add_type("gallery", 1, None)));
        let settings = Settings {
            limit: Some(1),
            ..Io::DECLARED
        };
        Arc::new(Self {
            lane: Lane::new(0, settings, Some(Arc::clone(&permits)), &Config::default()),
            in_flight: InFlight::new(),
            permits: PermitsRef::Own(permits),
        })
    }

    fn in_place(&self) {
        let mut held = Held::new(self.permits.clone(), Site::here("in place"));
        assert!(held.ask(None));
        drop(held);
    }

    fn look(&self) {
        let running = self.lane.counted(&self.in_flight).running;
        assert!(running <= 1, "{running} run");
    }
}

fn run(function: &Function) {
    function.is(Now::Runs);
    function.is(Now::Ended);
}

/// Looks at the counts while `work` goes on, with functions that are queued.
fn look_beside<const FUNCTIONS: usize>(work: fn(&Type, [Arc<Function>; FUNCTIONS])) {
    check(Some(5), move || {
        let ty = Type::new();
        let functions = [(); FUNCTIONS].map(|()| Function::enter(&ty.in_flight, Now::Queued));
        let works = {
            let ty = Arc::clone(&ty);
            thread::spawn(move || work(&ty, functions))
        };
        ty.look();
        works.join().unwrap();
    });
}

#[test]
fn a_permit_goes_from_function_to_function() {
    look_beside(|_, [first, second]| {
        run(&first);
        run(&second);
    });
}

#[test]
fn a_permit_goes_from_a_function_to_a_task_in_place() {
    look_beside(|ty, [function]| {
        run(&function);
        ty.in_place();
    });
}

#[test]
fn a_permit_goes_from_a_task_in_place_to_a_function() {
    look_beside(|ty, [function]| {
        ty.in_place();
        run(&function);
    });
}
