//! Parts of a call on their way to another thread. Each is checked alone, so that the error is at the user's own argument, and
//! only one.

use std::marker::PhantomData;

use super::gate::Gate;
use super::plan::{Hop, InPlace, InPlacePermitted, SpawnFunction, SpawnFuture};
use crate::rules::MovesToAnotherThread;

/// A plan that moves the parts of a call, or leaves them here.
pub trait Moves {
    /// What must be able to move for the part `A` to be there: the part itself, or nothing.
    type Demand<A>;
}

macro_rules! moves {
    ($demand:ty: $($plan:ident $(<$ty:ident>)?),*) => { $(
        impl $(<$ty>)? Moves for $plan $(<$ty>)? {
            type Demand<A> = $demand;
        }
    )* };
}

moves!(A: Hop<T>, SpawnFunction<T>);
moves!((): InPlace, InPlacePermitted<T>, SpawnFuture<T>);

/// A part of a call that was checked for the plan `P`.
pub struct Moved<P, A> {
    part: A,
    plan: PhantomData<fn() -> P>,
}

// SAFETY: only `moved` makes one, and demands of this plan that `A: MovesToAnotherThread`, which only types that are `Send`
// implement. Said here so that rustc does not say of the closure around it what it has said of the part.
unsafe impl<A, T> Send for Moved<Hop<T>, A> {}

// SAFETY: the same.
unsafe impl<A, T> Send for Moved<SpawnFunction<T>, A> {}

impl<P, A> Moved<P, A> {
    /// The part.
    #[inline(always)]
    pub fn take(self) -> A {
        self.part
    }
}

/// Sends the part on its way.
#[inline(always)]
pub fn moved<P, A>(_: Gate<P>, part: A) -> Moved<P, A>
where
    P: Moves<Demand<A>: MovesToAnotherThread>,
{
    Moved {
        part,
        plan: PhantomData,
    }
}
