//! The permit of a sync call that runs on the calling thread.

use std::marker::PhantomData;
use std::sync::Arc;

use crate::context::{Context, Entered};
use crate::executor::Executor;
use crate::lane::{Lane, Tally};
use crate::permit::{FrameId, Permit};
use crate::site::Site;
use crate::stack::block_on;
use crate::task_type::TaskType;

/// Takes the permit that a sync call of type `T` runs within, where the type has a limit; blocks until there is one.
pub(crate) fn permit_here<T: TaskType>(site: Site) -> PermitHere {
    let executor = Executor::current();
    let lane = executor.lane::<T>();
    executor.must_not_be_over(site);
    permit_on(&executor, &lane, site)
}

/// Takes a permit of the lane for the calling sync code; nothing where the lane has no limit.
pub(crate) fn permit_on(executor: &Executor, lane: &Arc<Lane>, site: Site) -> PermitHere {
    let Some(ty) = lane.permits() else {
        return PermitHere {
            entered: None,
            permit: None,
            tally: None,
            not_send: PhantomData,
        };
    };
    let mut tally = lane.tally();
    let parent = Context::with_current(|context| context.frame);
    let acquire = executor
        .ledger()
        .acquire(ty, FrameId::next(), parent, false, site);
    let permit = block_on(executor, site, acquire);
    tally.start();
    let context = Context {
        frame: Some(permit.frame()),
        ..executor.context()
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
