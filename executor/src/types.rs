//! The built-in task types.

use crate::settings::{Base, Settings};

/// Blocking calls: threads that grow while work waits behind blocked ones, and shrink when idle. What a callee without a
/// type gets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Io;

impl Io {
    pub(crate) const DECLARED: Settings = Settings::new("io", Base::Io);
}

/// Computing: as many threads as the machine has cores. For sync functions only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Cpu;

impl Cpu {
    pub(crate) const DECLARED: Settings = Settings::new("cpu", Base::Cpu);
}
