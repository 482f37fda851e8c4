//! Blocks this thread for a future, and notes that all tasks beneath on its stack are blocked with it.

use std::future::Future;

use crate::block_on;
use crate::engine::Engine;
use crate::frame::here;
use crate::frame::stack::Blocks;
use crate::progress::Awaited;
use crate::site::Site;

/// Blocks this thread until `future` is done.
#[inline]
pub(crate) fn block_on<F: Future>(engine: &Engine, site: Site, future: F) -> F::Output {
    let _blocks = Blocks::all();
    // Code that runs in no frame is given one, so that its waits are noted.
    let (waiter, _given) = here::current_or_given();
    block_on::block_on(Awaited::new(engine, waiter), site, future)
}
