//! What a task type has in an executor: its lane, its permits, and room in its queue.

use std::any::TypeId;
use std::fmt;
use std::sync::{Arc, OnceLock};

use super::TaskType;
use crate::context::Current;
use crate::engine::Engine;
use crate::frame::here;
use crate::lane::Lane;
use crate::permit::{PermitsRef, Ready};
use crate::site::Site;
use crate::sync::Lasting;

/// The place of a task type in the global executor, once it is known: found without a look-up.
#[derive(Default)]
pub struct Slot(OnceLock<Lasting<Lane>>);

impl Slot {
    /// Not known yet.
    pub const fn new() -> Self {
        Self(OnceLock::new())
    }

    /// The place of `T`, whose slot this must be, in the global executor.
    #[inline]
    fn lane<T: TaskType>(&self, global: &Engine) -> &Lasting<Lane> {
        let open = || global.lane(TypeId::of::<T>(), T::SETTINGS);
        self.0.get_or_init(open)
    }
}

impl fmt::Debug for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Slot").finish_non_exhaustive()
    }
}

/// The permits of type `T` in the current executor; `None` where it has no limit.
///
/// # Panics
///
/// Panics after a shutdown; but not while this thread unwinds.
#[inline]
pub(crate) fn permits_of<T: TaskType>(site: Site) -> Option<PermitsRef> {
    let found = Engine::look_at_current(|current| {
        if let (Current::Global(engine), Some(slot)) = (&current, T::slot())
            && !engine.in_flight().is_over()
        {
            let permits = slot.lane::<T>(engine).permits_in_place();
            return Ok(permits.map(|permits| PermitsRef::Global(permits)));
        }
        let (Current::Global(engine) | Current::Own(engine)) = current;
        Err(engine.clone())
    });
    // not while the context is looked at: it may panic
    found.unwrap_or_else(|engine| {
        engine.must_not_be_over(site);
        let permits = lane_of::<T>(&engine).permits_in_place().map(Arc::clone);
        permits.map(PermitsRef::Own)
    })
}

/// Where work of type `T` runs in this executor.
pub(crate) fn lane_of<T: TaskType>(engine: &Engine) -> Lasting<Lane> {
    match T::slot() {
        Some(slot) if engine.is_global() => slot.lane::<T>(engine).clone(),
        _ => engine.lane(TypeId::of::<T>(), T::SETTINGS),
    }
}

/// The same where the type has a limit: elsewhere nothing that runs on the calling thread needs it.
pub(crate) fn limited_lane_of<T: TaskType>(engine: &Engine) -> Option<Lasting<Lane>> {
    T::SETTINGS.limit.map(|_| lane_of::<T>(engine))
}

/// Waits until one more spawned task may wait in the queue of type `T` in the current executor, on behalf of the calling frame.
pub(crate) fn room<T: TaskType>(site: Site) -> Ready {
    if T::SETTINGS.limit.is_none() {
        return Ready::at_once();
    }
    let engine = Engine::current();
    match lane_of::<T>(&engine).permits() {
        Some(ty) => Ready::room(engine.ledger(), ty, here::current(), site),
        None => Ready::at_once(),
    }
}
