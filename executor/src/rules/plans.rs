//! What a callee of its kind demands of its task type before there is a plan.

use std::marker::PhantomData;

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

/// Which plan, for a callee of this kind, written in `Mode`. `C` is the place of its card.
pub trait PlanFor<Mode, C> {
    /// The plan.
    type Plan;
    /// Whether the callee's type runs callees of this kind: [`Allowed`], or what the type says of futures.
    type Runs;
}

/// The plan for a callee of the kind `K` with this card, written in `Mode`.
#[inline(always)]
pub fn plan<Mode, K, C>(_: K, _: C) -> PhantomData<K::Plan>
where
    K: PlanFor<Mode, C, Runs: RunsFutures>,
{
    PhantomData
}
