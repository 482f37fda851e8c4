//! Is this value a future that has not begun, so that dropping it loses its work? Told by its type, by autoref specialization.
//!
//! A future that is not `Unpin` cannot have been polled before it was returned: nothing of it has run. Of those that are `Unpin`,
//! a boxed one has most likely not run either, and neither have [`Invoke`] and [`Ready`]. Any other may be the handle of something
//! that runs by itself: tokio's `JoinHandle`, a channel's receiver, [`Task`](crate::Task), a user's own.
//!
//! A type that is still open where it is asked about takes the first way that it may take. So that comes first which holds for
//! nearly all types, and for no boxed `dyn Future`.

use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;

use crate::hop::Invoke;
use crate::permit::Ready;
use crate::rules::{MayDrop, Unawaited};
pub use crate::rules::{dropped_after_exec, dropped_here};

/// The type of what a call gives.
pub struct Given<T>(PhantomData<fn() -> T>);

/// The type of this value.
pub fn given<T>(_: &T) -> Given<T> {
    Given(PhantomData)
}

/// The type of this value, which is not open: by an associated type, so that of a function that there is not, nothing is said.
pub fn given_by_name<T: Gives>(_: &T) -> T::Given {
    T::given()
}

/// What a call gives.
pub trait Gives {
    /// Its type.
    type Given;
    #[doc(hidden)]
    fn given() -> Self::Given;
}

impl<T> Gives for T {
    type Given = Given<T>;

    fn given() -> Given<T> {
        Given(PhantomData)
    }
}

/// Where the call is one of this crate's by its name.
pub trait ViaInvoke {
    /// It has not begun.
    fn executor_fate(&self) -> Unawaited {
        Unawaited
    }
}

impl<R> ViaInvoke for &&&&&Given<Invoke<R>> {}

impl ViaInvoke for &&&&&Given<Ready> {}

/// Plain values, and handles that may be shared.
pub trait ViaShared {
    /// It may be dropped.
    fn executor_fate(&self) -> MayDrop {
        MayDrop
    }
}

impl<T: Unpin + Sync> ViaShared for &&&&Given<T> {}

/// Boxed futures.
pub trait ViaBoxed {
    /// It has not begun.
    fn executor_fate(&self) -> Unawaited {
        Unawaited
    }
}

impl<F: Future + ?Sized> ViaBoxed for &&&Given<Pin<Box<F>>> {}

/// Handles that may not be shared.
pub trait ViaUnpin {
    /// It may be dropped.
    fn executor_fate(&self) -> MayDrop {
        MayDrop
    }
}

impl<T: Unpin> ViaUnpin for &&Given<T> {}

/// Futures that stay where they have begun.
pub trait ViaPinned {
    /// It has not begun.
    fn executor_fate(&self) -> Unawaited {
        Unawaited
    }
}

impl<F: Future> ViaPinned for &Given<F> {}

/// Any other type.
pub trait ViaAny {
    /// It may be dropped.
    fn executor_fate(&self) -> MayDrop {
        MayDrop
    }
}

impl<T> ViaAny for Given<T> {}
