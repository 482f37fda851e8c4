//! Why a task gave no result.

use std::any::Any;
use std::error::Error;
use std::fmt;

use crate::sync::Mutex;

/// Why a task gave no result; what [`Task::join`](crate::Task::join) gives.
#[derive(Debug)]
#[non_exhaustive]
pub enum TaskError {
    /// The task panicked.
    Panicked(PanicPayload),
    /// [`Task::abort`](crate::Task::abort) stopped the task.
    Aborted,
    /// The task had not finished when its executor, or the runtime that it ran on, shut down.
    ShutDown,
}

impl TaskError {
    pub(crate) fn panicked(payload: Box<dyn Any + Send>) -> Self {
        Self::Panicked(PanicPayload::new(payload))
    }

    /// Whether the task panicked.
    pub fn is_panicked(&self) -> bool {
        matches!(self, Self::Panicked(_))
    }

    /// Whether the task was aborted.
    pub fn is_aborted(&self) -> bool {
        matches!(self, Self::Aborted)
    }

    /// Whether the task was cut off by a shutdown.
    pub fn is_shut_down(&self) -> bool {
        matches!(self, Self::ShutDown)
    }

    /// The payload of the panic, for [`resume_unwind`](std::panic::resume_unwind); `None` where the task did not panic.
    pub fn into_panic(self) -> Option<Box<dyn Any + Send>> {
        match self {
            Self::Panicked(payload) => Some(payload.into_inner()),
            Self::Aborted | Self::ShutDown => None,
        }
    }
}

impl fmt::Display for TaskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Panicked(payload) => write!(f, "the task panicked: {}", payload.message()),
            Self::Aborted => f.write_str("the task was aborted"),
            Self::ShutDown => {
                f.write_str("the executor has shut down before the task could finish")
            }
        }
    }
}

impl Error for TaskError {}

/// What a task panicked with.
pub struct PanicPayload {
    message: String,
    /// Behind a lock because a payload is `Send` but not `Sync`, and errors should be both.
    payload: Mutex<Option<Box<dyn Any + Send>>>,
}

impl PanicPayload {
    fn new(payload: Box<dyn Any + Send>) -> Self {
        Self {
            message: panic_message(&*payload),
            payload: Mutex::new(Some(payload)),
        }
    }

    /// The text of the panic; a note where the payload is no text.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The payload itself, for [`resume_unwind`](std::panic::resume_unwind).
    pub fn into_inner(self) -> Box<dyn Any + Send> {
        self.payload
            .lock()
            .take()
            .expect("only this method takes the payload")
    }
}

impl fmt::Display for PanicPayload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl fmt::Debug for PanicPayload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.message, f)
    }
}

/// The text that a panic was started with.
pub(crate) fn panic_message(payload: &(dyn Any + Send)) -> String {
    if let Some(text) = payload.downcast_ref::<&'static str>() {
        (*text).to_owned()
    } else if let Some(text) = payload.downcast_ref::<String>() {
        text.clone()
    } else {
        "(a payload that is no text)".to_owned()
    }
}
