//! Does this method block on this receiver? Told by the receiver's type, so that look-alikes never trip it: `Ty<Receiver<T>>` has
//! an inherent method `recv`, every other `Ty` one of a blanket trait.

use std::marker::PhantomData;

use super::waits::{Waits, WaitsEach};
use crate::rules::{Background, Blocks, Fine};
use crate::task_type::TaskType;

/// The type of a receiver.
pub struct Ty<T: ?Sized>(PhantomData<fn() -> *const T>);

/// A receiver, told by its type.
///
/// Of a type that the compiler could not find out, and has reported, what is asked by an associated type is one such again: so there
/// is no verdict on its methods, and no second error.
pub trait Told {
    /// Its type.
    type Ty;
    #[doc(hidden)]
    fn ty(&self) -> Self::Ty;
}

impl<T: ?Sized> Told for T {
    type Ty = Ty<T>;

    fn ty(&self) -> Ty<T> {
        Ty(PhantomData)
    }
}

/// The type of this receiver.
pub fn ty<T: Told + ?Sized>(receiver: &T) -> T::Ty {
    Told::ty(receiver)
}

macro_rules! blocking_methods {
    ($([$($param:tt)*] $ty:ty: $($method:ident)*;)*) => { $(
        #[expect(missing_docs, reason = "the names say it")]
        impl<$($param)*> Ty<$ty> {
            $(pub fn $method(&self) -> Blocks { Blocks })*
        }
    )* };
}

blocking_methods! {
    [T] std::thread::JoinHandle<T>: join;
    [T] std::thread::ScopedJoinHandle<'_, T>: join;
    [T] std::sync::mpsc::Receiver<T>: recv recv_timeout;
    [T] std::sync::mpsc::SyncSender<T>: send;
    [] std::sync::Barrier: wait;
    [] std::sync::Condvar: wait wait_while wait_timeout wait_timeout_while;
    [] std::sync::Once: initialises wait;
    [T] std::sync::OnceLock<T>: initialises wait;
    [] std::process::Command: output status;
    [] std::process::Child: wait wait_with_output;
    [] std::path::Path: canonicalize exists is_dir is_file is_symlink metadata read_dir read_link symlink_metadata try_exists;
    [] std::fs::DirBuilder: create;
    [] std::fs::DirEntry: metadata;
    [] std::fs::OpenOptions: open;
    [] std::fs::File: metadata set_len set_permissions sync_all sync_data;
    [] std::net::TcpListener: accept;
    [] std::net::TcpStream: peek;
    [] std::net::UdpSocket: connect peek recv recv_from send send_to;
    [] str: to_socket_addrs;
    [] (&str, u16): to_socket_addrs;
    [] (String, u16): to_socket_addrs;
    [R: Waits + ?Sized] R: flush read read_exact read_line read_to_end read_to_string read_until read_vectored rewind seek
        stream_position write
        write_all write_fmt write_vectored;
    [I: WaitsEach + ?Sized] I: for_each_item;
    [] tokio::runtime::Runtime: block_on;
    [] tokio::runtime::Handle: block_on;
    [] tokio::task::LocalSet: block_on;
    [T: ?Sized] tokio::sync::Mutex<T>: blocking_lock blocking_lock_owned;
    [T: ?Sized] tokio::sync::RwLock<T>: blocking_read blocking_write;
    [T] tokio::sync::mpsc::Receiver<T>: blocking_recv blocking_recv_many;
    [T] tokio::sync::mpsc::UnboundedReceiver<T>: blocking_recv blocking_recv_many;
    [T] tokio::sync::mpsc::Sender<T>: blocking_send;
    [T] tokio::sync::oneshot::Receiver<T>: blocking_recv;
    [T] tokio::sync::broadcast::Receiver<T>: blocking_recv;
    [] crate::Executor: await_async;
    [T: TaskType] T: await_async;
}

#[cfg(unix)]
blocking_methods! { [] std::os::unix::net::UnixListener: accept; }

impl Ty<crate::Executor> {
    /// Starts work in the background.
    pub fn spawn_task(&self) -> Background {
        Background
    }
}

impl<T: TaskType> Ty<T> {
    /// Starts work in the background.
    pub fn spawn_task(&self) -> Background {
        Background
    }
}

impl Blocks {
    /// The other verdict counts.
    pub fn and<V>(self, verdict: V) -> V {
        verdict
    }
}

impl Fine {
    /// The other verdict does not count.
    pub fn and<V>(self, _: V) -> Self {
        self
    }
}

macro_rules! other_type {
    ($($method:ident)*) => {
        /// A type whose methods of these names are its own affair.
        // Hidden, so that rustc suggests it to nobody whose method does not exist.
        #[doc(hidden)]
        pub trait OtherType {
            $(fn $method(&self) -> Fine { Fine })*
        }
    };
}

other_type! {
    accept await_async block_on blocking_lock blocking_lock_owned blocking_read blocking_recv blocking_recv_many blocking_send
    blocking_write canonicalize connect create exists flush for_each_item initialises is_dir is_file is_symlink join metadata open output peek read read_dir
    read_exact read_line read_link read_to_end read_to_string read_until read_vectored recv recv_from recv_timeout rewind seek send
    send_to set_len set_permissions spawn_task status stream_position symlink_metadata sync_all sync_data to_socket_addrs try_exists wait wait_timeout
    wait_timeout_while wait_while wait_with_output waits write write_all write_fmt write_vectored
}

impl<T: ?Sized> OtherType for Ty<T> {}
