//! Whether a caller should look for its result for a moment, or let its thread go on with other tasks at once.
//!
//! A thread that takes the work at once gives the result sooner than the caller could park and be woken. But where other tasks of
//! the caller's thread have work to send off, each moment of looking is lost to them, and nothing tells from outside whether
//! they have. So a thread learns it from what became of its calls: if others were sent off from the same thread while one
//! waited, there is a crowd, and the next calls do not look. A thread that looks each time would never learn of the others,
//! since they cannot run meanwhile: one call in a while waits as if there were a crowd.

use std::cell::Cell;

/// How many calls after one that had others beside it do not look.
const CROWD: u32 = 64;

/// One call of so many does not look, to learn whether there are others.
const PROBE: u32 = 64;

thread_local! {
    static HERE: Cell<Here> = const { Cell::new(Here { calls: 0, crowd: 0 }) };
}

/// What a thread knows of its calls.
#[derive(Clone, Copy)]
struct Here {
    /// How many there were.
    calls: u32,
    /// So many of the next ones do not look.
    crowd: u32,
}

/// A call that was sent off from this thread.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SentOff {
    /// The thread, by the address of what it knows.
    thread: usize,
    number: u32,
    /// Whether it is to look for its result.
    pub(crate) looks: bool,
}

/// Notes a call; whether it is to look.
pub(crate) fn send_off() -> SentOff {
    HERE.try_with(|here| {
        let Here { calls, crowd } = here.get();
        let number = calls.wrapping_add(1);
        here.set(Here {
            calls: number,
            crowd: crowd.saturating_sub(1),
        });
        SentOff {
            thread: std::ptr::from_ref(here).addr(),
            number,
            looks: crowd == 0 && !number.is_multiple_of(PROBE),
        }
    })
    .unwrap_or(SentOff {
        thread: 0,
        number: 0,
        looks: false,
    })
}

impl SentOff {
    /// It has waited for its result, and has it now. On another thread than it was sent off from this says nothing.
    pub(crate) fn came_back(self) {
        let _ = HERE.try_with(|here| {
            if std::ptr::from_ref(here).addr() != self.thread {
                return;
            }
            let Here { calls, .. } = here.get();
            let crowd = if calls == self.number { 0 } else { CROWD };
            here.set(Here { calls, crowd });
        });
    }
}

#[cfg(all(test, not(shuttle)))]
mod tests {
    use super::{CROWD, PROBE, send_off};

    #[test]
    fn one_caller_looks_nearly_always() {
        let looked = (0..10 * PROBE).filter(|_| {
            let sent = send_off();
            if !sent.looks {
                sent.came_back();
            }
            sent.looks
        });
        assert_eq!(looked.count() as u32, 10 * PROBE - 10);
    }

    #[test]
    fn several_callers_learn_of_each_other_and_cease_to_look() {
        let mut waiting = Vec::new();
        let mut looked = 0;
        for _ in 0..100 * CROWD {
            let sent = send_off();
            looked += u32::from(sent.looks);
            if !sent.looks {
                waiting.push(sent);
            }
            // as many as there are callers wait at a time
            if waiting.len() == 3 {
                waiting.remove(0).came_back();
            }
        }
        assert!(looked <= 3 * PROBE, "looked {looked} times");
    }
}
