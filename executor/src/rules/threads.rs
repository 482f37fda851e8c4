//! The threads that a call may run on.

/// Where a call runs that leaves its thread.
pub struct AnotherThread;

/// The place of a call that stays on its thread.
pub struct ThisThread;
