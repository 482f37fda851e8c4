//! Who is to blame where a spawned future is not `Send`: the future, or parts of its call that are not `Send` either.

use std::marker::PhantomData;

use super::threads::AnotherThread;

/// Who is to blame, as the expansion comes to know it.
pub struct Blamed<B>(PhantomData<B>);

impl<B> Clone for Blamed<B> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<B> Copy for Blamed<B> {}

impl Blamed<TheFuture> {
    /// The call has no parts.
    pub const NO_PART: Self = Self(PhantomData);
}

impl<B> Blamed<B> {
    /// Somebody.
    #[inline(always)]
    #[expect(clippy::new_without_default, reason = "only expansions make one")]
    pub const fn new() -> Self {
        Self(PhantomData)
    }

    /// It is this one.
    pub fn is(self, _: B) {}
}

/// What of a call must be `Send`.
pub trait Blame {
    /// A part of it, or nothing.
    type Part<A: ?Sized>: ?Sized;
}

/// The future itself, or nobody.
pub struct TheFuture;

impl Blame for TheFuture {
    type Part<A: ?Sized> = ();
}

/// Some of the parts.
pub struct ItsParts;

impl Blame for ItsParts {
    type Part<A: ?Sized> = A;
}

/// A thread to which values of type `A` move along with the task that holds them: ones that are `Send`.
#[diagnostic::on_unimplemented(
    message = "`{A}` cannot move to another thread",
    label = "the task may move from thread to thread, and this moves along",
    note = "own it, clone it, `Arc` it, or wait for the call in place with `exec!(f(x))`"
)]
pub trait TakesAlong<A: ?Sized> {}

#[diagnostic::do_not_recommend]
impl<A: Send + ?Sized> TakesAlong<A> for AnotherThread {}

/// Compiles where the part is not to blame.
pub fn blameless<B: Blame, A: ?Sized>(_: Blamed<B>, _: &A)
where
    AnotherThread: TakesAlong<B::Part<A>>,
{
}
