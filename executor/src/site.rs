//! Where a piece of work was written: its name and its line, for reports.

use std::fmt;
use std::panic::Location;

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
