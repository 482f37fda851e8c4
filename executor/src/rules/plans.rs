//! What a callee of its kind demands of its task type before there is a plan.

use crate::task_type::Allowed;

/// A task type that runs async tasks too.
#[diagnostic::on_unimplemented(
    message = "an async function cannot run on a task type of `cpu` threads",
    label = "this callee is async",
    note = "its awaits would hold a core idle: move the computing into a sync function and give that one the type"
)]
pub trait RunsFutures {}

#[diagnostic::do_not_recommend]
impl RunsFutures for Allowed {}

/// The call gives a future.
#[derive(Debug)]
pub struct IsAsync;

/// The call gives a plain value.
#[derive(Debug)]
pub struct IsSync;

/// Which plan, for a callee of this kind with the card `C`, written in `Mode`.
pub trait PlanFor<Mode, C: ?Sized> {
    /// The plan.
    type Plan: ?Sized;
    /// Whether the callee's type runs callees of this kind: [`Allowed`], or what the type says of futures.
    type Runs;
}

/// A call that gives a future. `P` is its plan, `C` the card of the callee.
pub trait ViaAsync<P: ?Sized, C: ?Sized> {
    /// The plan is that for a future, written in `Mode`.
    #[inline(always)]
    fn executor_decide<Mode>(&self, _: Mode)
    where
        IsAsync: PlanFor<Mode, C, Plan = P, Runs: RunsFutures>,
    {
    }
}

/// A call that gives a plain value.
pub trait ViaSync<P: ?Sized, C: ?Sized> {
    /// The plan is that for a function, written in `Mode`.
    #[inline(always)]
    fn executor_decide<Mode>(&self, _: Mode)
    where
        IsSync: PlanFor<Mode, C, Plan = P>,
    {
    }
}
