//! Frames: the bodies of tasks that run. A frame is what has permits, asks for them and waits for others.
//!
//! Here is what can be told of one without its permits: its name, where it runs, and whether it does so just now.

pub(crate) mod here;
mod id;
pub(crate) mod running;
pub(crate) mod stack;
pub(crate) mod turn;

pub(crate) use self::id::{FrameId, FrameSet, IdHasher};
