//! Is this call a blocking one of the standard library or of tokio? Told by types alone, so that look-alikes never trip it.
//!
//! Functions by identity: `Same<A, B>` has an inherent method only where both are the same function item, whatever its generics.
//! Methods by the receiver's type: `Ty<File>` has an inherent method `read`, every other `Ty` one of a blanket trait.

use std::marker::PhantomData;

use crate::rules::{Blocks, Fine};

/// Two function items.
pub struct Same<A, B>(PhantomData<(A, B)>);

/// Compares two functions by their types.
pub fn same<A, B>(_: &A, _: &B) -> Same<A, B> {
    Same(PhantomData)
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

impl OpenTwo<&'static str, &'static str> {
    /// Open types take these.
    pub fn executor_settle(&self) {}
}

/// A type that is not open.
pub trait Settled {
    /// Stays as it is.
    fn executor_settle(&self) {}
}

impl<P> Settled for Open<P> {}

impl<P, Q> Settled for OpenTwo<P, Q> {}

/// The type of a receiver.
pub struct Ty<T: ?Sized>(PhantomData<fn() -> *const T>);

/// The type of this receiver.
pub fn ty<T: ?Sized>(_: &T) -> Ty<T> {
    Ty(PhantomData)
}

macro_rules! blocking_methods {
    ($([$($param:ident)?] $ty:ty: $($method:ident)*;)*) => { $(
        #[expect(missing_docs, reason = "the names say it")]
        impl $(<$param>)? Ty<$ty> {
            $(pub fn $method(&self) -> Blocks { Blocks })*
        }
    )* };
}

blocking_methods! {
    [T] std::thread::JoinHandle<T>: join;
    [T] std::sync::mpsc::Receiver<T>: recv recv_timeout;
    [T] std::sync::mpsc::SyncSender<T>: send;
    [] std::sync::Barrier: wait;
    [] std::sync::Condvar: wait wait_while wait_timeout wait_timeout_while;
    [] std::process::Command: output status;
    [] std::process::Child: wait wait_with_output;
    [] std::path::Path: canonicalize exists is_dir is_file is_symlink metadata read_dir read_link symlink_metadata try_exists;
    [] std::fs::DirEntry: metadata;
    [] std::fs::File: flush metadata read read_exact read_to_end read_to_string set_len sync_all sync_data write write_all
        write_vectored;
    [] std::net::TcpListener: accept;
    [] std::net::TcpStream: flush peek read read_exact read_to_end read_to_string write write_all write_vectored;
    [] std::net::UdpSocket: peek recv recv_from send send_to;
    [] std::io::Stdin: read read_exact read_line read_to_end read_to_string;
    [] std::io::StdinLock<'_>: read read_exact read_line read_to_end read_to_string;
    [] tokio::runtime::Runtime: block_on;
    [] tokio::runtime::Handle: block_on;
    [T] tokio::sync::Mutex<T>: blocking_lock blocking_lock_owned;
    [T] tokio::sync::RwLock<T>: blocking_read blocking_write;
    [T] tokio::sync::mpsc::Receiver<T>: blocking_recv blocking_recv_many;
    [T] tokio::sync::mpsc::UnboundedReceiver<T>: blocking_recv blocking_recv_many;
    [T] tokio::sync::mpsc::Sender<T>: blocking_send;
    [T] tokio::sync::oneshot::Receiver<T>: blocking_recv;
    [T] tokio::sync::broadcast::Receiver<T>: blocking_recv;
}

macro_rules! other_type {
    ($($method:ident)*) => {
        /// A type whose methods of these names are its own affair.
        #[expect(missing_docs, reason = "the names say it")]
        pub trait OtherType {
            $(fn $method(&self) -> Fine { Fine })*
        }
    };
}

other_type! {
    accept block_on blocking_lock blocking_lock_owned blocking_read blocking_recv blocking_recv_many blocking_send
    blocking_write canonicalize exists flush is_dir is_file is_symlink join metadata output peek read read_dir read_exact
    read_line read_link read_to_end read_to_string recv recv_from recv_timeout send send_to set_len status symlink_metadata
    sync_all sync_data to_socket_addrs try_exists wait wait_timeout wait_timeout_while wait_while wait_with_output write
    write_all write_vectored
}

impl<T: ?Sized> OtherType for Ty<T> {}
