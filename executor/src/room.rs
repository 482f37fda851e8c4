//! Waiting for room in the queue of a lane.

use crate::engine::Engine;
use crate::frame::here;
use crate::lane::Lane;
use crate::permit::Ready;
use crate::site::Site;

/// Waits until one more spawned task may wait in the queue of the lane, on behalf of the calling frame.
pub(crate) fn room(engine: &Engine, lane: &Lane, site: Site) -> Ready {
    match lane.permits() {
        Some(ty) => {
            let frame = here::current();
            Ready::room(engine.ledger(), ty, frame, site)
        }
        None => Ready::at_once(),
    }
}
