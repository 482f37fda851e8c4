//! What the executor does: for people, and for whoever watches the service.

/// A table of the task types: what runs, what waits, what was done, and how long it took.
pub(crate) async fn show() -> String {
    executor::stats().to_string()
}
