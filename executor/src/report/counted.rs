//! The count of lost failures through the facade `metrics`: they are rare, so each is recorded at once.

use metrics::{Unit, counter, describe_counter};

const LOST: &str = "executor_tasks_lost_total";

/// Again each time: a recorder may be installed at any time.
pub(crate) fn describe() {
    describe_counter!(LOST, Unit::Count, "Tasks whose failure nobody has read.");
}

/// Counts a lost failure.
pub(super) fn lost(task_type: &'static str, kind: &'static str) {
    counter!(LOST, "type" => task_type, "kind" => kind).increment(1);
}
