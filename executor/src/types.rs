//! The built-in task types.

use crate::task_type::{Base, Settings, TaskType, Unlimited};

/// Blocking calls: threads that grow while work waits behind blocked ones, and shrink when idle. What a callee without a
/// type gets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Io;

impl TaskType for Io {
    type Limit = Unlimited;
    type Futures = crate::task_type::Allowed;
    const SETTINGS: Settings = Settings::new("io", Base::Io);
}

/// Computing: as many threads as the machine has cores. For sync functions only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Cpu;

impl TaskType for Cpu {
    type Limit = Unlimited;
    type Futures = crate::task_type::Refused;
    const SETTINGS: Settings = Settings::new("cpu", Base::Cpu);
}
