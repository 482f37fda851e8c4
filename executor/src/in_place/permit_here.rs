//! The permit of a sync call that runs on the calling thread.

use std::future::poll_fn;
use std::marker::PhantomData;
use std::sync::Arc;

use crate::block_on::block_on;
use crate::engine::Engine;
use crate::lane::Lane;
use crate::permit::{Around, Held, PermitsRef};
use crate::site::Site;

/// Takes a permit of the lane, in the current executor, for the calling sync code; nothing where the lane has no limit.
pub(crate) fn permit_on(lane: &Lane, site: Site) -> Option<PermitHere> {
    let permits = lane.permits_in_place()?;
    Some(take_permit(PermitsRef::Own(Arc::clone(permits)), site))
}

/// Takes a permit of the current executor for the calling sync code; blocks until there is one.
pub(crate) fn take_permit(permits: PermitsRef, site: Site) -> PermitHere {
    let mut held = Held::new(permits, site);
    if !held.ask(None) {
        block_on(&Engine::current(), site, poll_fn(|cx| held.poll(cx)));
    }
    PermitHere {
        around: held.enter(),
        held,
        not_send: PhantomData,
    }
}

/// The permit of a sync call that runs on the calling thread, until it is dropped.
#[must_use = "the permit is given back when this is dropped"]
pub struct PermitHere {
    around: Around,
    held: Held,
    not_send: PhantomData<*const ()>,
}

impl Drop for PermitHere {
    fn drop(&mut self) {
        self.held.leave(self.around);
        if std::thread::panicking() {
            self.held.has_panicked();
        }
        self.held.end();
    }
}
