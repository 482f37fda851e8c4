//! Types of the standard library whose reads and writes, or whose next item, a thread may have to wait for.

use std::io::{BufReader, BufWriter, Bytes, LineWriter, Lines, Split, Take};
use std::iter::{Enumerate, Map, Skip};
use std::net::TcpStream;
use std::sync::mpsc;

/// A reader or a writer that waits for a file, a socket, a pipe or the terminal.
pub trait Waits {}

/// What gives items that are waited for one by one.
pub trait WaitsEach {}

macro_rules! implement {
    ($trait:ident: $([$($param:tt)*] $ty:ty;)*) => { $(impl<$($param)*> $trait for $ty {})* };
}

implement! { Waits:
    [] std::fs::File;
    [] TcpStream;
    [] std::io::Stdin;
    [] std::io::StdinLock<'_>;
    [] std::io::PipeReader;
    [] std::io::PipeWriter;
    [] std::process::ChildStdin;
    [] std::process::ChildStdout;
    [] std::process::ChildStderr;
    [R: Waits] BufReader<R>;
    [W: Waits + std::io::Write] BufWriter<W>;
    [W: Waits + std::io::Write] LineWriter<W>;
    [R: Waits] Take<R>;
    [R: Waits + ?Sized] &R;
    [R: Waits + ?Sized] &mut R;
    [R: Waits + ?Sized] Box<R>;
    [R: Waits] std::sync::Arc<R>;
}

#[cfg(unix)]
implement! { Waits: [] std::os::unix::net::UnixStream; }

implement! { WaitsEach:
    [T] mpsc::Receiver<T>;
    [T] mpsc::Iter<'_, T>;
    [T] mpsc::IntoIter<T>;
    [] std::net::Incoming<'_>;
    [R: Waits] Lines<R>;
    [R: Waits] Split<R>;
    [R: Waits] Bytes<R>;
    [I: WaitsEach] Enumerate<I>;
    [I: WaitsEach] Skip<I>;
    [I: WaitsEach, F] Map<I, F>;
    [I: WaitsEach] std::iter::Take<I>;
}
