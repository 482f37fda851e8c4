//! A value that is set once, and that threads wait for.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::{Condvar, Mutex};

/// A value that is set at most once: the first time counts.
#[derive(Debug)]
pub(crate) struct Latch<T>(Arc<Shared<T>>);

#[derive(Debug)]
struct Shared<T> {
    value: Mutex<Option<T>>,
    is_set: Condvar,
}

impl<T> Clone for Latch<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: Copy> Latch<T> {
    pub(crate) fn new() -> Self {
        Self(Arc::new(Shared {
            value: Mutex::new(None),
            is_set: Condvar::new(),
        }))
    }

    pub(crate) fn set(&self, value: T) {
        self.0.value.lock().get_or_insert(value);
        self.0.is_set.notify_all();
    }

    /// Sets it once the guard is dropped.
    pub(crate) fn set_on_drop(&self, value: T) -> SetOnDrop<T> {
        SetOnDrop(self.clone(), value)
    }

    pub(crate) fn get(&self) -> Option<T> {
        *self.0.value.lock()
    }

    /// Waits until it is set, for at most `timeout`.
    pub(crate) fn wait(&self, timeout: Duration) -> Option<T> {
        // a timeout beyond the end of time is none
        let deadline = Instant::now().checked_add(timeout);
        let mut value = self.0.value.lock();
        loop {
            let left = deadline.map_or(Duration::MAX, |deadline| {
                deadline.saturating_duration_since(Instant::now())
            });
            if value.is_some() || left.is_zero() {
                return *value;
            }
            (value, _) = self.0.is_set.wait_timeout(value, left);
        }
    }
}

/// Sets a latch when it is dropped.
#[must_use = "the latch is set when this is dropped"]
pub(crate) struct SetOnDrop<T: Copy>(Latch<T>, T);

impl<T: Copy> SetOnDrop<T> {
    /// Sets it to another value, now.
    pub(crate) fn set(&self, value: T) {
        self.0.set(value);
    }
}

impl<T: Copy> Drop for SetOnDrop<T> {
    fn drop(&mut self) {
        self.0.set(self.1);
    }
}

#[cfg(all(test, not(any(shuttle, executor_loom))))]
mod tests {
    use std::time::Duration;

    use super::Latch;

    #[test]
    fn the_first_value_counts_and_ends_each_wait() {
        let latch = Latch::new();
        let wait = || latch.wait(Duration::MAX);
        std::thread::scope(|scope| {
            let waits = [scope.spawn(wait), scope.spawn(wait)];
            let guard = latch.set_on_drop(2);
            guard.set(1);
            drop(guard);
            for wait in waits {
                assert_eq!(wait.join().expect("no panic"), Some(1));
            }
        });
        assert_eq!(latch.get(), Some(1));
    }

    #[test]
    fn a_wait_ends_after_its_timeout() {
        let latch = Latch::<()>::new();
        assert_eq!(latch.wait(Duration::from_millis(1)), None);
    }
}
