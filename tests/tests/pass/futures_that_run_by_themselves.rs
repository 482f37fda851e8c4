//! Calls as statements whose value may be dropped: plain values, and handles of what runs by itself.
#![deny(warnings)]

use executor::{TaskType, exec, spawn_task, task, types::Io};
use std::cell::Cell;
use std::marker::PhantomPinned;
use std::pin::Pin;
use std::process::exit;
use std::rc::Rc;
use std::task::{Context, Poll};
use tokio::sync::oneshot;

/// Runs by itself, and can be awaited.
struct Running(tokio::task::JoinHandle<u8>);

impl Running {
    fn start(number: u8) -> Self {
        Self(tokio::spawn(async move { number }))
    }

    fn again(&self) -> Running {
        Self::start(1)
    }
}

impl Future for Running {
    type Output = u8;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<u8> {
        Pin::new(&mut self.0).poll(context).map(Result::unwrap)
    }
}

/// A handle that another thread must not see.
struct Local(Rc<Cell<u8>>);

impl Future for Local {
    type Output = u8;

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<u8> {
        Poll::Ready(self.0.get())
    }
}

fn local(number: u8) -> Local {
    Local(Rc::new(Cell::new(number)))
}

fn pinned() -> PhantomPinned {
    PhantomPinned
}

fn answer() -> oneshot::Receiver<u8> {
    oneshot::channel().1
}

fn result(number: u8) -> Result<u8, String> {
    Ok(number)
}

fn identity<T>(value: T) -> T {
    value
}

fn first<T: Default>(_: &[T]) -> T {
    T::default()
}

async fn work() {}

/// A name of the checks' own.
trait Fate {
    fn fate(&self) {}
}

impl Fate for u8 {}

#[task]
async fn handles() {
    tokio::spawn(work());
    let _ = tokio::spawn(work());
    _ = tokio::spawn(work());
    tokio::spawn(async { identity(1) });
    tokio::task::spawn_blocking(|| 7);
    let _ = tokio::task::spawn_blocking(|| 7);
    spawn_task(work());
    let _ = spawn_task(work());
    spawn_task(|| 7);
    Io.spawn_task(|| 7);
    exec!(spawn work());
    let _ = exec!(spawn identity(7));
    Running::start(1);
    let running = Running::start(2);
    running.again();
    let _ = running.again();
    local(1);
    let _ = local(2);
    answer();
    let _ = answer();
    exec!(identity(Running::start(3)));
    tokio::join!(work(), async {
        tokio::spawn(work());
    });
}

#[task]
async fn values(number: u8) {
    let _ = result(number);
    _ = result(number);
    let _ = exec!(result(number));
    pinned();
    identity(());
    identity(number).fate();
    7u8.fate();
    let mut open = Vec::new();
    first(&open);
    open.push(number);
    let nothing = None;
    first(nothing.as_slice());
    let _: Option<PhantomData> = nothing;
    work().await;
    let _ = work().await;
    let kept = work();
    kept.await;
    drop(work());
    #[expect(unused_must_use)]
    result(number);
    #[cfg(not(debug_assertions))]
    undeclared(number);
    if number > 250 {
        exit(1);
    }
    if number > 251 {
        let _ = exit(identity(1));
    }
    if number > 252 {
        exec!(exit(1));
    }
}

#[derive(Default)]
struct PhantomData;

#[task]
fn sync(number: u8) {
    let _ = exec!(work());
    exec!(work());
    exec!(identity(number));
    let temporary = Cell::new(number);
    exec!(identity(&mut temporary.get()));
    let closure = |number: u8| number + 1;
    closure(number);
    let _ = closure(number);
}

#[executor::main]
async fn main() {
    exec!(handles());
    exec!(values(1));
    exec!(sync(1));
}
