//! Where a piece of work was written: its name and its line, for reports.

use std::cell::Cell;
use std::collections::HashMap;
use std::fmt;
use std::panic::Location;
use std::sync::LazyLock;

use crate::sync::StaticMutex;

/// All that were kept.
static KEPT: LazyLock<StaticMutex<HashMap<Site, &'static Site>>> =
    LazyLock::new(StaticMutex::default);

/// How many of the last ones a thread remembers.
const RECENT: usize = 64;

thread_local! {
    /// The last ones on this thread, by the address of their location.
    static LAST: [Cell<Option<&'static Site>>; RECENT] = const { [const { Cell::new(None) }; RECENT] };
}

/// The name of a piece of work and the place in the user's code that started it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Site {
    name: &'static str,
    location: &'static Location<'static>,
}

impl Site {
    /// The place of the caller, under `name`.
    #[track_caller]
    #[inline]
    pub const fn here(name: &'static str) -> Self {
        Self {
            name,
            location: Location::caller(),
        }
    }

    /// The same for as long as the program runs, in eight bytes.
    ///
    /// There are as many of them as places in the program that start work.
    #[inline]
    pub(crate) fn kept(self) -> &'static Self {
        LAST.try_with(|last| {
            let place = &last[self.location as *const Location<'_> as usize / 8 % RECENT];
            match place.get() {
                Some(kept) if kept.is_identical(self) => kept,
                _ => {
                    let kept = self.find_kept();
                    place.set(Some(kept));
                    kept
                }
            }
        })
        .unwrap_or_else(|_| self.find_kept())
    }

    /// Whether both are of the same place in memory, which says more than that they are equal.
    fn is_identical(self, other: Self) -> bool {
        std::ptr::eq(self.location, other.location) && std::ptr::eq(self.name, other.name)
    }

    #[cold]
    fn find_kept(self) -> &'static Self {
        KEPT.lock()
            .entry(self)
            .or_insert_with(|| Box::leak(Box::new(self)))
    }

    /// The name of the work: the path of the function that was called.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The line that started the work.
    pub fn location(&self) -> &'static Location<'static> {
        self.location
    }
}

/// `name (file:line)`.
impl fmt::Display for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` ({}:{})",
            self.name,
            self.location.file(),
            self.location.line()
        )
    }
}

impl fmt::Debug for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
