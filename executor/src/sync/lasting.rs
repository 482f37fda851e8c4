//! A handle to what may live as long as the program: then a clone of the handle counts nothing.

use std::ops::Deref;
use std::sync::Arc;

/// A handle to a `T`: to one of the global executor, which is never dropped, or to one that lives as long as its handles do.
///
/// All threads clone these handles for each piece of work, and would meet on the count of a plain [`Arc`].
pub enum Lasting<T: 'static> {
    /// For good.
    Global(&'static T),
    /// As long as there are handles.
    Own(Arc<T>),
}

impl<T> Lasting<T> {
    /// Lives as long as its handles.
    pub(crate) fn own(value: T) -> Self {
        Self::Own(Arc::new(value))
    }

    /// Lives for good.
    pub(crate) fn global(value: T) -> Self {
        Self::Global(Box::leak(Box::new(value)))
    }

    /// Whether both are handles to the same.
    pub(crate) fn is(&self, other: &Self) -> bool {
        std::ptr::eq(&raw const **self, &raw const **other)
    }
}

impl<T> Clone for Lasting<T> {
    #[inline]
    fn clone(&self) -> Self {
        match self {
            Self::Global(value) => Self::Global(value),
            Self::Own(value) => Self::Own(Arc::clone(value)),
        }
    }
}

impl<T> Deref for Lasting<T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        match self {
            Self::Global(value) => value,
            Self::Own(value) => value,
        }
    }
}
