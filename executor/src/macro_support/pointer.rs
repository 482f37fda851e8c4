//! Pointers and guards of the standard library and of tokio, through which a check looks at what they point to.
//!
//! Not through every type that derefs: a user's own may have a method of the name, and then nothing tells which is called.

use std::ops::Deref;

use super::levels::Level;

/// A type that is looked through.
pub trait Pointer: Deref {}

/// The next level, of a pointer.
pub trait ViaPointer<'a> {
    /// What it points to.
    type Next: ?Sized;
    /// The next level.
    fn executor_next(self) -> &'a Self::Next;
}

impl<'a, P: Pointer + ?Sized> ViaPointer<'a> for &Level<'a, P> {
    type Next = P::Target;

    fn executor_next(self) -> &'a P::Target {
        self.0
    }
}

macro_rules! pointers {
    ($([$($param:tt)*] $ty:ty;)*) => { $(impl<$($param)*> Pointer for $ty {})* };
}

pointers! {
    [T: ?Sized] &T;
    [T: ?Sized] &mut T;
    [T: ?Sized] Box<T>;
    [T: ?Sized] std::rc::Rc<T>;
    [T: ?Sized] std::sync::Arc<T>;
    [P: Deref] std::pin::Pin<P>;
    [T: ?Sized + ToOwned<Owned: std::borrow::Borrow<T>>] std::borrow::Cow<'_, T>;
    [T: ?Sized] std::mem::ManuallyDrop<T>;
    [T: ?Sized] std::cell::Ref<'_, T>;
    [T: ?Sized] std::cell::RefMut<'_, T>;
    [T, F: FnOnce() -> T] std::cell::LazyCell<T, F>;
    [T, F: FnOnce() -> T] std::sync::LazyLock<T, F>;
    [T: ?Sized] std::sync::MutexGuard<'_, T>;
    [T: ?Sized] std::sync::RwLockReadGuard<'_, T>;
    [T: ?Sized] std::sync::RwLockWriteGuard<'_, T>;
    [] String;
    [] std::path::PathBuf;
    [T: ?Sized] tokio::sync::MutexGuard<'_, T>;
    [T: ?Sized] tokio::sync::MappedMutexGuard<'_, T>;
    [T: ?Sized] tokio::sync::OwnedMutexGuard<T>;
    [T: ?Sized, U: ?Sized] tokio::sync::OwnedMappedMutexGuard<T, U>;
    [T: ?Sized] tokio::sync::RwLockReadGuard<'_, T>;
    [T: ?Sized] tokio::sync::RwLockWriteGuard<'_, T>;
    [T: ?Sized] tokio::sync::OwnedRwLockWriteGuard<T>;
    [T: ?Sized, U: ?Sized] tokio::sync::OwnedRwLockReadGuard<T, U>;
}
