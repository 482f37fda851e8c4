//! Which piece of work each thread is at, for those who watch whether it moves.
//!
//! A thread shows the frame of its work in a word of its own, which costs two plain stores for each poll or call.

use std::marker::PhantomData;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::frame::FrameId;
use crate::sync::StaticMutex;

/// The words of all threads that ran work, and have not ended for long.
static THREADS: StaticMutex<Vec<Arc<AtomicU64>>> = StaticMutex::new(Vec::new());

thread_local! {
    static SHOWN: Arc<AtomicU64> = {
        let word = Arc::new(AtomicU64::new(NOTHING));
        enlist(&mut THREADS.lock(), Arc::clone(&word));
        word
    };
}

/// No frame has this number.
const NOTHING: u64 = 0;

/// Adds the word of one more thread. Before the list would grow, those of threads that have ended are left out of it, so that it is at
/// most twice as long as there were threads at once.
fn enlist(threads: &mut Vec<Arc<AtomicU64>>, word: Arc<AtomicU64>) {
    if threads.len() == threads.capacity() {
        leave_out_ended(threads);
    }
    threads.push(word);
}

/// The word of a thread that has ended is this list's alone.
fn leave_out_ended(threads: &mut Vec<Arc<AtomicU64>>) {
    threads.retain(|word| Arc::strong_count(word) > 1);
}

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
    leave_out_ended(&mut threads);
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
    use std::sync::Arc;
    use std::sync::atomic::AtomicU64;

    use super::{NOTHING, enlist, show, shown};
    use crate::frame::FrameId;

    #[test]
    fn threads_that_have_ended_do_not_pile_up() {
        let mut threads = Vec::new();
        let mut alive = Vec::new();
        for number in 0..10_000 {
            let word = Arc::new(AtomicU64::new(NOTHING));
            enlist(&mut threads, Arc::clone(&word));
            // ten live on, the others end at once
            if number % 1_000 == 0 {
                alive.push(word);
            }
        }
        assert!(threads.capacity() <= 32, "{}", threads.capacity());
        let is_listed = |word| threads.iter().any(|listed| Arc::ptr_eq(listed, word));
        assert!(alive.iter().all(is_listed));
    }

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
