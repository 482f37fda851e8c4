//! What a statement drops may be of a type that is known only later, or not at all before the function is read: no future is lost.

use std::collections::VecDeque;
use std::future::Future;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::{Context, Poll};

use executor::{exec, task};

/// The first of two futures that is done, and the other one.
struct Select<A, B>(Option<(A, B)>);

impl<A: Future + Unpin, B: Future + Unpin> Future for Select<A, B> {
    type Output = Result<(A::Output, B), (A, B::Output)>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let (mut a, mut b) = self.0.take().expect("polled before it is done");
        if let Poll::Ready(value) = Pin::new(&mut a).poll(cx) {
            return Poll::Ready(Ok((value, b)));
        }
        if let Poll::Ready(value) = Pin::new(&mut b).poll(cx) {
            return Poll::Ready(Err((a, value)));
        }
        self.0 = Some((a, b));
        Poll::Pending
    }
}

impl<A: Unpin, B: Unpin> Unpin for Select<A, B> {}

fn select<A, B>(a: A, b: B) -> Select<A, B> {
    Select(Some((a, b)))
}

fn boxed() -> Pin<Box<dyn Future<Output = ()> + Send>> {
    Box::pin(async {})
}

#[task]
async fn the_rest_of_a_select() {
    let first = pin!(async { boxed().await });
    let second = pin!(async { boxed().await });
    let _ = exec!(select(first, second));
}

#[task]
async fn found_out_later() {
    let mut queue = VecDeque::new();
    queue.pop_front();
    queue.push_back(Rc::new(1));
    let mut blocks = Vec::new();
    blocks.pop();
    blocks.push(async {});
    for block in blocks {
        block.await;
    }
}

#[executor::main]
async fn main() {
    exec!(the_rest_of_a_select());
    exec!(found_out_later());
}
