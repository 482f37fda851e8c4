//! What a task type is declared with.

/// Where the sync work of a type runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Base {
    /// Threads for blocking calls, which grow and shrink.
    Io,
    /// As many threads as cores.
    Cpu,
}

/// What a task type was declared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The name, as written in `type = "…"`.
    pub name: &'static str,
    /// Where its sync work runs.
    pub base: Base,
    /// How many of its tasks run at once; `None`: as many as come.
    pub limit: Option<usize>,
    /// How many of its spawned tasks may wait for a permit before `exec!(spawn …)` waits for room; `None`: no bound.
    pub queue: Option<usize>,
}

impl Settings {
    /// A type without limit and queue bound.
    pub const fn new(name: &'static str, base: Base) -> Self {
        Self {
            name,
            base,
            limit: None,
            queue: None,
        }
    }

    /// With at most `limit` tasks at once.
    pub const fn limit(self, limit: usize) -> Self {
        Self {
            limit: Some(limit),
            ..self
        }
    }

    /// With room for `queue` waiting spawned tasks.
    pub const fn queue(self, queue: usize) -> Self {
        Self {
            queue: Some(queue),
            ..self
        }
    }
}
