//! The permit of a sync call that runs on the calling thread.

use std::marker::PhantomData;

use crate::context::{Context, Entered};
use crate::engine::Engine;
use crate::held::Held;
use crate::lane::{Lane, Tally};
use crate::permit::{Acquire, FrameId, Permit};
use crate::site::Site;
use crate::stack::block_on;

/// Takes a permit of the lane for the calling sync code; nothing where the lane has no limit.
pub(crate) fn permit_on(engine: &Engine, lane: &Held<Lane>, site: Site) -> PermitHere {
    let Some(ty) = lane.permits() else {
        return PermitHere {
            entered: None,
            permit: None,
            tally: None,
            not_send: PhantomData,
        };
    };
    let mut tally = Lane::tally(lane);
    let parent = Context::with_current(|context| context.frame);
    let acquire = Acquire::new(engine.ledger(), ty, FrameId::next(), parent, false, site);
    let permit = block_on(engine, site, acquire);
    tally.start();
    let context = Context {
        frame: Some(permit.frame()),
        ..engine.context()
    };
    PermitHere {
        entered: Some(context.enter()),
        permit: Some(permit),
        tally: Some(tally),
        not_send: PhantomData,
    }
}

/// The permit of a sync call that runs on the calling thread, until it is dropped.
#[must_use = "the permit is given back when this is dropped"]
pub struct PermitHere {
    // dropped in this order
    entered: Option<Entered>,
    permit: Option<Permit>,
    tally: Option<Tally>,
    not_send: PhantomData<*const ()>,
}

impl Drop for PermitHere {
    fn drop(&mut self) {
        self.entered = None;
        self.permit = None;
        if let Some(tally) = &self.tally
            && std::thread::panicking()
        {
            tally.panicked();
        }
    }
}
