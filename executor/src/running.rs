//! Which piece of work each thread is at, for those who watch whether it moves.
//!
//! A thread shows the frame of its work in a word of its own, which costs two plain stores for each poll or call.

use std::marker::PhantomData;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::permit::FrameId;
use crate::sync::StaticMutex;

/// The words of all threads that ever ran work, those that have ended left out when somebody looks.
static THREADS: StaticMutex<Vec<Arc<AtomicU64>>> = StaticMutex::new(Vec::new());

thread_local! {
    static SHOWN: Arc<AtomicU64> = {
        let word = Arc::new(AtomicU64::new(NOTHING));
        THREADS.lock().push(Arc::clone(&word));
        word
    };
}

/// No frame has this number.
const NOTHING: u64 = 0;

/// Shows that this thread is at the work of `frame`, until the guard is dropped; guards are dropped in reverse order.
#[inline]
pub(crate) fn show(frame: FrameId) -> Shown {
    let before = SHOWN.try_with(|word| {
        // Only this thread writes. Relaxed: who looks a moment too early or too late looks again.
        let before = word.load(Ordering::Relaxed);
        word.store(frame.number(), Ordering::Relaxed);
        before
    });
    Shown {
        before: before.unwrap_or(NOTHING),
        not_send: PhantomData,
    }
}

/// The frames that threads are at, at one moment.
pub(crate) fn shown() -> Vec<FrameId> {
    let mut threads = THREADS.lock();
    threads.retain(|word| Arc::strong_count(word) > 1);
    let numbers = threads.iter().map(|word| word.load(Ordering::Relaxed));
    numbers.filter_map(FrameId::of_number).collect()
}

/// While it is alive, this thread shows what it is at.
#[must_use = "the work is shown until this is dropped"]
pub(crate) struct Shown {
    before: u64,
    not_send: PhantomData<*const ()>,
}

impl Drop for Shown {
    #[inline]
    fn drop(&mut self) {
        let _ = SHOWN.try_with(|word| word.store(self.before, Ordering::Relaxed));
    }
}

#[cfg(all(test, not(any(shuttle, executor_loom))))]
mod tests {
    use super::{show, shown};
    use crate::permit::FrameId;

    #[test]
    fn a_thread_shows_the_innermost_work_only_while_it_is_at_it() {
        let [outer, inner] = [FrameId::next(), FrameId::next()];
        let is_shown = |frame| shown().contains(&frame);
        {
            let _outer = show(outer);
            assert!(is_shown(outer));
            {
                let _inner = show(inner);
                assert!(is_shown(inner) && !is_shown(outer));
            }
            assert!(is_shown(outer) && !is_shown(inner));
        }
        assert!(!is_shown(outer));
    }
}
