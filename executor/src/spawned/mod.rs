//! A future in the background, which the runtime polls.
//!
//! A spawned future is one task of the runtime and one entry of what is in flight. A program may have millions that wait, so both are
//! kept small: what is seldom needed is behind a pointer that is mostly null, and what the entry knows is looked up there.

mod finished;
mod handle;
mod polled;
mod source;
mod start;

use std::future::Future;

pub(crate) use self::handle::Running;
use self::polled::Spawned;
use self::source::{Around, Limited, Source};
use self::start::start;
use crate::engine::Engine;
use crate::frame::FrameId;
use crate::lane::Lane;
use crate::permit::Acquire;
use crate::site::Site;
use crate::started::{Failure, Origin};
use crate::sync::Lasting;

/// Starts `future` in the background; where the executor does not take it any more, only where it comes from.
#[inline]
#[cfg_attr(all(tokio_unstable, feature = "tracing"), track_caller)]
pub(crate) fn spawn<F>(
    engine: &Engine,
    lane: &Lasting<Lane>,
    site: Site,
    failure: Failure<F::Output>,
    future: F,
) -> Result<Running<F::Output>, Origin>
where
    F: Future<Output: Send + 'static> + Send + 'static,
{
    let (site, frame) = (site.kept(), FrameId::next());
    let (is_needed, permits) = (engine.runs_the_caller(), lane.permits());
    let in_flight = engine.in_flight();
    let entered = in_flight.enter_future(lane.index(), site, frame, is_needed, permits.is_some());
    let Some((ticket, stopwatch)) = entered else {
        return Err(Origin {
            engine: engine.clone(),
            lane: lane.clone(),
            site,
            frame,
        });
    };
    let limited = permits.map(|ty| {
        let acquire = Acquire::new(engine.ledger(), ty, frame, None, true, *site);
        Limited::Asks(acquire)
    });
    let source = Source {
        site,
        frame,
        ticket,
        around: Around::here(engine, limited, stopwatch),
    };
    let spawned = Spawned::new(future, source, failure);
    Ok(Running::new(
        start(engine, *site, spawned),
        engine,
        *site,
        frame,
        ticket,
    ))
}
