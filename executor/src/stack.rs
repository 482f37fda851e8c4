//! What runs on this thread's stack, so far as a wait must know: a task that blocks on its own handle would wait for ever.

use std::cell::RefCell;
use std::future::Future;
use std::marker::PhantomData;

use crate::block_on;
use crate::context::{Context, Entered};
use crate::engine::Engine;
use crate::permit::FrameId;
use crate::progress::Awaited;
use crate::site::Site;

thread_local! {
    static LAYERS: RefCell<Vec<Layer>> = const { RefCell::new(Vec::new()) };
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Layer {
    /// A task is polled, or its function runs.
    Task(FrameId),
    /// The thread is blocked for a future.
    Blocks,
}

/// Says that the task of `frame` runs here until the guard is dropped.
pub(crate) fn runs(frame: FrameId) -> OnStack {
    OnStack::push(Layer::Task(frame))
}

/// Blocks this thread until `future` is done.
pub(crate) fn block_on<F: Future>(engine: &Engine, site: Site, future: F) -> F::Output {
    let _blocks = OnStack::push(Layer::Blocks);
    let (waiter, _context) = frame_here();
    let awaited = Awaited::new(engine, waiter, task_here());
    block_on::block_on(engine, &awaited, site, future)
}

/// The frame that waits where this thread blocks. Code that runs in none is given one, so that its waits are noted.
fn frame_here() -> (FrameId, Option<Entered>) {
    if let Some(frame) = Context::with_current(|context| context.frame) {
        return (frame, None);
    }
    let frame = FrameId::next();
    let context = Context {
        frame: Some(frame),
        ..Context::current()
    };
    (frame, Some(context.enter()))
}

/// The task that is blocked where this thread blocks.
fn task_here() -> Option<FrameId> {
    LAYERS
        .try_with(|layers| {
            let layers = layers.borrow();
            layers.iter().rev().find_map(|layer| match layer {
                Layer::Task(frame) => Some(*frame),
                Layer::Blocks => None,
            })
        })
        .ok()
        .flatten()
}

/// Whether the task of `frame` runs on this stack and cannot go on, because the thread is blocked above it.
pub(crate) fn is_blocked_here(frame: FrameId) -> bool {
    LAYERS
        .try_with(|layers| {
            let layers = layers.borrow();
            let mut upwards = layers.iter();
            upwards.any(|&layer| layer == Layer::Task(frame))
                && upwards.any(|&layer| layer == Layer::Blocks)
        })
        .unwrap_or(false)
}

/// A layer of this stack; guards are dropped in reverse order.
pub(crate) struct OnStack {
    is_pushed: bool,
    not_send: PhantomData<*const ()>,
}

impl OnStack {
    fn push(layer: Layer) -> Self {
        let is_pushed = LAYERS
            .try_with(|layers| layers.borrow_mut().push(layer))
            .is_ok();
        Self {
            is_pushed,
            not_send: PhantomData,
        }
    }
}

impl Drop for OnStack {
    fn drop(&mut self) {
        if self.is_pushed {
            let _ = LAYERS.try_with(|layers| layers.borrow_mut().pop());
        }
    }
}
