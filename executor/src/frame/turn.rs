//! Turns: the stretches in which a frame runs on a thread, from one end of a poll to the next, or from one block of its thread to the
//! next.
//!
//! A task that joins several calls waits for the first of them before it has polled the second. Whoever then looks at what it waits
//! for must know that it runs all the same, and is to look again once its turn is over.
//!
//! ```text
//!   open ──────────── pause, end ───────────▶ OVER
//!     │  ◀──────────────── go on ───────────── ▲
//!     └─ looked at ─▶ WATCHED ── pause, end ───┘  and the watcher looks again
//! ```
//!
//! A turn is one atomic word, and both who ends it and who looks at it change it in one step: so one of them sees the other.
//!
//! A thread that is blocked by other means than this crate's has its turn still: what ties it up then is not found.

use std::cell::{Cell, RefCell};
use std::marker::PhantomData;
use std::sync::Arc;

use crate::frame::FrameId;
use crate::sync::atomic::{AtomicU8, Ordering};

const OVER: u8 = 1;
const WATCHED: u8 = 2;

thread_local! {
    static HERE: RefCell<Vec<Here>> = const { RefCell::new(Vec::new()) };
    /// How many there are: told at the least cost, since it is mostly none.
    static COUNT: Cell<usize> = const { Cell::new(0) };
}

/// A turn on this thread.
struct Here {
    frame: FrameId,
    turn: Arc<Turn>,
    watcher: Arc<dyn Watcher>,
}

/// The turn of one frame.
#[derive(Default)]
pub(crate) struct Turn(AtomicU8);

/// Who must know when a turn is over that was found open.
pub(crate) trait Watcher {
    /// Looks again.
    fn look_again(&self);
}

impl Turn {
    /// Whether the frame runs just now. After a yes the watcher looks again once it does not.
    pub(crate) fn is_open(&self) -> bool {
        // Relaxed, to spare the others a write: it was over under the lock under which it was noted, or is watched below.
        if self.0.load(Ordering::Relaxed) & OVER != 0 {
            return false;
        }
        // AcqRel, as in `end`: of the two steps the second sees the first.
        self.0.fetch_or(WATCHED, Ordering::AcqRel) & OVER == 0
    }

    /// Ends it; whether somebody is to look again.
    fn end(&self) -> bool {
        self.0.swap(OVER, Ordering::AcqRel) & WATCHED != 0
    }

    fn go_on(&self) {
        // Relaxed: who takes it for over meanwhile is right, since the frame has done nothing yet.
        self.0.store(0, Ordering::Relaxed);
    }
}

/// The turn of `frame`, which runs here.
pub(crate) fn of<W: Watcher + 'static>(frame: FrameId, watcher: &Arc<W>) -> Arc<Turn> {
    let found = HERE.try_with(|here| {
        let mut here = here.borrow_mut();
        let is_it = |known: &&Here| {
            known.frame == frame
                && Arc::as_ptr(&known.watcher).cast::<()>() == Arc::as_ptr(watcher).cast()
        };
        if let Some(known) = here.iter().find(is_it) {
            return Arc::clone(&known.turn);
        }
        let turn = Arc::<Turn>::default();
        here.push(Here {
            frame,
            turn: Arc::clone(&turn),
            watcher: Arc::clone(watcher) as Arc<dyn Watcher>,
        });
        COUNT.set(here.len());
        turn
    });
    // a thread that is about to end, and would not tell when the turn is over
    found.unwrap_or_else(|_| Arc::new(Turn(AtomicU8::new(OVER))))
}

/// `frame` does not run here any more.
#[inline]
pub(crate) fn end(frame: FrameId) {
    if COUNT.get() > 0 {
        end_all_of(frame);
    }
}

#[inline(never)]
fn end_all_of(frame: FrameId) {
    let ended = HERE.try_with(|here| {
        let mut here = here.borrow_mut();
        let ended: Vec<_> = here.extract_if(.., |turn| turn.frame == frame).collect();
        COUNT.set(here.len());
        ended
    });
    for Here { turn, watcher, .. } in ended.unwrap_or_default() {
        if turn.end() {
            watcher.look_again();
        }
    }
}

/// The thread is about to block: nothing runs here until the guard is dropped.
#[inline]
pub(crate) fn pause() -> Option<Paused> {
    (COUNT.get() > 0).then(Paused::all)
}

/// The frames of this thread are blocked with it.
#[must_use = "they go on when this is dropped"]
pub(crate) struct Paused(PhantomData<*const ()>);

impl Paused {
    #[inline(never)]
    fn all() -> Self {
        let here = |here: &RefCell<Vec<Here>>| {
            let here = here.borrow();
            let turns = here.iter();
            turns
                .map(|known| (Arc::clone(&known.turn), Arc::clone(&known.watcher)))
                .collect::<Vec<_>>()
        };
        for (turn, watcher) in HERE.try_with(here).unwrap_or_default() {
            if turn.end() {
                watcher.look_again();
            }
        }
        Self(PhantomData)
    }
}

impl Drop for Paused {
    fn drop(&mut self) {
        let _ = HERE.try_with(|here| {
            for known in &*here.borrow() {
                known.turn.go_on();
            }
        });
    }
}

#[cfg(all(test, shuttle))]
mod shuttle {
    use super::Turn;
    use crate::sync::{Mutex, check, thread};
    use std::sync::Arc;

    /// Whoever looks at a turn that is about to be over sees that it is, or has who ends it look again.
    #[test]
    fn the_end_of_a_turn_is_not_missed() {
        let model = || {
            let turn = Arc::new(Turn::default());
            let found = Arc::new(Mutex::new(false));
            let lookers: Vec<_> = (0..2)
                .map(|_| {
                    let (turn, found) = (Arc::clone(&turn), Arc::clone(&found));
                    thread::spawn(move || {
                        let mut found = found.lock();
                        *found |= !turn.is_open();
                    })
                })
                .collect();
            if turn.end() {
                *found.lock() = true;
            }
            lookers
                .into_iter()
                .for_each(|looker| looker.join().unwrap());
            assert!(*found.lock());
        };
        check(10_000, model);
    }
}

#[cfg(all(test, executor_loom))]
mod loom {
    use super::Turn;
    use crate::sync::{Mutex, check, thread};
    use std::sync::Arc;

    /// As above, through all schedules. Seen to fail where the end, or the look, is a load and a store.
    #[test]
    fn the_end_of_a_turn_is_not_missed() {
        check(None, || {
            let turn = Arc::new(Turn::default());
            let found = Arc::new(Mutex::new(false));
            let lookers = [(); 2].map(|()| {
                let (turn, found) = (Arc::clone(&turn), Arc::clone(&found));
                thread::spawn(move || {
                    let mut found = found.lock();
                    *found |= !turn.is_open();
                })
            });
            if turn.end() {
                *found.lock() = true;
            }
            for looker in lookers {
                looker.join().unwrap();
            }
            assert!(*found.lock());
        });
    }
}
