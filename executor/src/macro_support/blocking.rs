//! Is this call one of a known blocking function? Told by identity, so that look-alikes never trip it: `Same<A, B>` has an
//! inherent method only where both are the same function item, whatever its generics.

use std::future::Ready;
use std::marker::PhantomData;

use crate::rules::{Blocks, Fine};

/// Two function items.
pub struct Same<A, B>(PhantomData<(A, B)>);

/// Compares two functions by their types. By an associated type: of a function that there is not, there is then no verdict.
pub fn same<A: Compares<B>, B>(_: &A, _: &B) -> A::Same {
    A::same()
}

/// A function that is compared with `B`.
pub trait Compares<B> {
    /// The two.
    type Same;
    #[doc(hidden)]
    fn same() -> Self::Same;
}

impl<A, B> Compares<B> for A {
    type Same = Same<A, B>;

    fn same() -> Same<A, B> {
        Same(PhantomData)
    }
}

impl<F> Same<F, F> {
    /// They are the same, and it blocks.
    pub fn executor_verdict(&self) -> Blocks {
        Blocks
    }
}

/// Two functions that are not the same.
pub trait Differs {
    /// So nothing is known.
    fn executor_verdict(&self) -> Fine {
        Fine
    }
}

impl<A, B> Differs for Same<A, B> {}

/// What is left open about the one parameter of a function that nobody calls.
pub struct Open<P>(PhantomData<P>);

/// What is left open about its two parameters.
pub struct OpenTwo<P, Q>(PhantomData<(P, Q)>);

impl Blocks {
    /// The user's call tells.
    pub fn one<C>(self, _: &C) -> Open<()> {
        Open(PhantomData)
    }

    /// The user's call tells.
    pub fn two<C>(self, _: &C) -> OpenTwo<(), ()> {
        OpenTwo(PhantomData)
    }
}

impl Fine {
    /// The type of the one parameter.
    pub fn one<F: FnOnce(Q) -> R, Q, R>(self, _: &F) -> Open<Q> {
        Open(PhantomData)
    }

    /// The types of the two parameters.
    pub fn two<F: FnOnce(P, Q) -> R, P, Q, R>(self, _: &F) -> OpenTwo<P, Q> {
        OpenTwo(PhantomData)
    }
}

impl Open<&'static str> {
    /// An open type takes this one.
    pub fn executor_settle(&self) {}
}

impl Open<Ready<()>> {
    /// The open type of a future takes this one.
    pub fn executor_settle_future(&self) {}
}

impl OpenTwo<&'static str, &'static str> {
    /// Open types take these.
    pub fn executor_settle(&self) {}
}

/// A type that is not open.
pub trait Settled {
    /// Stays as it is.
    fn executor_settle(&self) {}
    /// Stays as it is.
    fn executor_settle_future(&self) {}
}

impl<P> Settled for Open<P> {}

impl<P, Q> Settled for OpenTwo<P, Q> {}
