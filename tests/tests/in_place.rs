//! What `exec!(f(x))` of an async callee costs in async code: nothing over `f(x).await`. Same size, `Send` where that is, no
//! allocation. A callee of a limited type pays for its permit, so its future is larger; it stays `Send`.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use executor::{exec, task};

executor::task_types! {
    limited: io { limit: 2 }
    unlimited: io {}
}

struct Counting;

thread_local! {
    static ALLOCATIONS: Cell<usize> = const { Cell::new(0) };
}

// SAFETY: passes every call on to `System`, unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let _ = ALLOCATIONS.try_with(|count| count.set(count.get() + 1));
        // SAFETY: the caller's promise is `System`'s.
        unsafe { System.alloc(layout) }
    }
    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller's promise is `System`'s.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

/// How often this thread allocates while `future` runs, which waits for nothing.
fn allocations(future: impl Future) -> usize {
    let mut future = pin!(future);
    let before = ALLOCATIONS.get();
    let mut context = Context::from_waker(Waker::noop());
    while future.as_mut().poll(&mut context).is_pending() {}
    ALLOCATIONS.get() - before
}

/// Pending once.
async fn pause() {
    let mut paused = false;
    std::future::poll_fn(|_| match std::mem::replace(&mut paused, true) {
        true => Poll::Ready(()),
        false => Poll::Pending,
    })
    .await;
}

async fn length(text: &str) -> usize {
    pause().await;
    text.len()
}

async fn size(bytes: [u8; 512]) -> usize {
    pause().await;
    bytes.len()
}

async fn both(text: String, bytes: [u8; 100]) -> usize {
    pause().await;
    text.len() + bytes.len()
}

struct Client(String);

impl Client {
    fn new() -> Self {
        Self(String::new())
    }
    async fn get(&self, path: &str) -> usize {
        pause().await;
        self.0.len() + path.len()
    }
    async fn put(&mut self, path: &str) -> usize {
        pause().await;
        self.0.push_str(path);
        self.0.len()
    }
    async fn close(self) -> usize {
        pause().await;
        self.0.len()
    }
}

#[task(type = "unlimited")]
async fn typed(bytes: [u8; 64]) -> usize {
    pause().await;
    bytes.len()
}

#[task(type = "limited")]
async fn permitted(bytes: [u8; 64]) -> usize {
    pause().await;
    bytes.len()
}

#[task]
async fn exec_of_large_arguments(bytes: [u8; 512]) -> usize {
    exec!(size(bytes)) + exec!(size(bytes))
}
async fn plain_of_large_arguments(bytes: [u8; 512]) -> usize {
    size(bytes).await + size(bytes).await
}

#[task]
async fn exec_of_borrows(client: &mut Client, text: &str) -> usize {
    exec!(client.put(text)) + exec!(client.get(text)) + exec!(length(&text[..1]))
}
async fn plain_of_borrows(client: &mut Client, text: &str) -> usize {
    client.put(text).await + client.get(text).await + length(&text[..1]).await
}

#[task]
async fn exec_of_borrowed_temporaries(text: String) -> usize {
    exec!(length(&text.clone())) + exec!(Client::new().get("a"))
}
async fn plain_of_borrowed_temporaries(text: String) -> usize {
    length(&text.clone()).await + Client::new().get("a").await
}

#[task]
async fn exec_of_a_temporary_by_value() -> usize {
    exec!(Client::new().close())
}
async fn plain_of_a_temporary_by_value() -> usize {
    Client::new().close().await
}

#[task]
async fn exec_of_several_arguments() -> usize {
    exec!(both(String::new(), [0; 100]))
}
async fn plain_of_several_arguments() -> usize {
    both(String::new(), [0; 100]).await
}

/// Neither `Send`, nor without drop glue.
struct Local(*const u8, String);

fn make(local: Local) -> impl Future<Output = usize> + Send {
    let length = local.1.len() + usize::from(local.0.is_null());
    async move {
        pause().await;
        length
    }
}

#[task]
async fn exec_of_what_is_not_send() -> usize {
    exec!(make(Local(std::ptr::null(), String::new())))
}
async fn plain_of_what_is_not_send() -> usize {
    make(Local(std::ptr::null(), String::new())).await
}

#[task]
async fn exec_of_an_unlimited_type() -> usize {
    exec!(typed([0; 64]))
}
async fn plain_of_an_unlimited_type() -> usize {
    typed([0; 64]).await
}

#[task]
async fn exec_of_an_async_block(bytes: [u8; 64]) -> usize {
    exec!(async move {
        pause().await;
        bytes.len()
    })
}
async fn plain_of_an_async_block(bytes: [u8; 64]) -> usize {
    async move {
        pause().await;
        bytes.len()
    }
    .await
}

#[task]
async fn exec_of_a_limited_type() -> usize {
    exec!(permitted([0; 64]))
}

#[task]
async fn exec_in_every_mode(text: String) -> usize {
    let spawned = exec!(spawn both(text, [0; 100]));
    let hopped = exec!(String::from("abc").len());
    spawned.await + hopped + exec!(block length("abc"))
}

#[test]
fn a_future_has_the_size_of_a_plain_await() {
    let (mut a, mut b) = (Client::new(), Client::new());
    let of_exec = [
        size_of_val(&exec_of_large_arguments([0; 512])),
        size_of_val(&exec_of_borrows(&mut a, "a")),
        size_of_val(&exec_of_borrowed_temporaries(String::new())),
        size_of_val(&exec_of_a_temporary_by_value()),
        size_of_val(&exec_of_several_arguments()),
        size_of_val(&exec_of_what_is_not_send()),
        size_of_val(&exec_of_an_unlimited_type()),
        size_of_val(&exec_of_an_async_block([0; 64])),
    ];
    let of_plain = [
        size_of_val(&plain_of_large_arguments([0; 512])),
        size_of_val(&plain_of_borrows(&mut b, "a")),
        size_of_val(&plain_of_borrowed_temporaries(String::new())),
        size_of_val(&plain_of_a_temporary_by_value()),
        size_of_val(&plain_of_several_arguments()),
        size_of_val(&plain_of_what_is_not_send()),
        size_of_val(&plain_of_an_unlimited_type()),
        size_of_val(&plain_of_an_async_block([0; 64])),
    ];
    assert_eq!(of_exec, of_plain);
}

#[test]
fn nothing_is_allocated() {
    let (mut a, mut b) = (
        Client(String::with_capacity(9)),
        Client(String::with_capacity(9)),
    );
    assert_eq!(allocations(exec_of_large_arguments([0; 512])), 0);
    assert_eq!(allocations(exec_of_borrows(&mut a, "a")), 0);
    assert_eq!(allocations(plain_of_borrows(&mut b, "a")), 0);
    assert_eq!(allocations(exec_of_a_temporary_by_value()), 0);
    assert_eq!(allocations(exec_of_several_arguments()), 0);
    assert_eq!(allocations(exec_of_an_unlimited_type()), 0);
    assert_eq!(allocations(exec_of_an_async_block([0; 64])), 0);
    // The user's own clone.
    assert_eq!(
        allocations(plain_of_borrowed_temporaries("a".to_owned())),
        1
    );
    let text = "a".to_owned();
    assert_eq!(allocations(exec_of_borrowed_temporaries(text)), 1);
}

#[test]
fn a_future_is_send_where_that_of_a_plain_await_is() {
    fn assert_send<T: Send>(_: T) {}
    let mut client = Client::new();
    assert_send(exec_of_large_arguments([0; 512]));
    assert_send(exec_of_borrows(&mut client, "a"));
    assert_send(exec_of_borrowed_temporaries(String::new()));
    assert_send(exec_of_a_temporary_by_value());
    assert_send(exec_of_several_arguments());
    assert_send(exec_of_what_is_not_send());
    assert_send(exec_of_an_unlimited_type());
    assert_send(exec_of_an_async_block([0; 64]));
    assert_send(exec_of_a_limited_type());
    assert_send(exec_in_every_mode(String::new()));
}
