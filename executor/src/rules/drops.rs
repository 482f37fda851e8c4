//! What may be dropped: not a future that has yet to run.

/// A value that may be dropped: no future that has yet to run.
#[diagnostic::on_unimplemented(
    message = "this future is dropped before it has run",
    label = "gives a future, which does nothing unless it is awaited",
    note = "wait for it with `exec!(…)`, or with `.await` in async code; to run it in the background, write `exec!(spawn …)`"
)]
pub trait MayBeDropped {}

#[diagnostic::do_not_recommend]
impl MayBeDropped for MayDrop {}

/// What `exec!` gave, where it may be dropped: not again a future that has yet to run.
#[diagnostic::on_unimplemented(
    message = "`exec!` gives a future here, and it is dropped before it has run",
    label = "what the call gives is again a future",
    note = "wait for that one too: `exec!(…).await` in async code, `executor::await_async(exec!(…))` in sync code"
)]
pub trait MayBeDroppedAfterExec {}

#[diagnostic::do_not_recommend]
impl MayBeDroppedAfterExec for MayDrop {}

/// A value that may be dropped.
pub struct MayDrop;

/// A future that has yet to run.
pub struct Unawaited;

/// Compiles where what a call gives may be dropped.
pub fn dropped_here<V: MayBeDropped>(_: V) {}

/// Compiles where what `exec!` gives may be dropped.
pub fn dropped_after_exec<V: MayBeDroppedAfterExec>(_: V) {}
