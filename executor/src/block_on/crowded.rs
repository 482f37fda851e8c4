//! Long waits take turns in looking at what they wait for.
//!
//! To look costs as much as there are waits below it. In a chain of a thousand threads, each of which waits for the next, all would look at
//! once, and hold up with their looking what the chain waits for. So one looks at a time, and after a look that took long there is
//! a rest.

use std::time::{Duration, Instant};

use crate::sync::StaticMutex;

/// After a look that took longer, the next comes only after so many times as long.
const LONG: Duration = Duration::from_micros(100);
const REST: u32 = 4;

static LOOKS: StaticMutex<Looks> = StaticMutex::new(Looks {
    is_going_on: false,
    rests_until: None,
});

struct Looks {
    is_going_on: bool,
    rests_until: Option<Instant>,
}

/// One look, until it is dropped.
pub(super) struct Look(Instant);

impl Look {
    /// `None`: another looks just now, or has looked for long.
    pub(super) fn begin() -> Option<Self> {
        let now = Instant::now();
        let mut looks = LOOKS.lock();
        let may_begin = !looks.is_going_on && looks.rests_until.is_none_or(|until| now >= until);
        looks.is_going_on |= may_begin;
        drop(looks);
        may_begin.then(|| Self(now))
    }
}

impl Drop for Look {
    fn drop(&mut self) {
        let took = self.0.elapsed();
        let mut looks = LOOKS.lock();
        looks.is_going_on = false;
        looks.rests_until = (took > LONG).then(|| Instant::now() + took * REST);
    }
}
