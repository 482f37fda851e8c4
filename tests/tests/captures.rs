//! An `async` block or closure without `move` captures what an `exec!` in it uses as it would capture it for `.await`: borrowed,
//! unless the call takes it.

use executor::{exec, task};

/// No `Clone`, no `Copy`.
struct Client(usize);

impl Client {
    async fn get(&self, more: usize) -> usize {
        tokio::task::yield_now().await;
        self.0 + more
    }

    async fn set(&mut self, value: usize) {
        tokio::task::yield_now().await;
        self.0 = value;
    }

    async fn close(self) -> usize {
        self.0
    }
}

async fn set(client: &mut Client, value: usize) {
    client.set(value).await;
}

struct Pair {
    one: Client,
    other: Client,
}

impl Pair {
    #[task]
    async fn set(&mut self, value: usize) -> usize {
        let one = async { exec!(self.one.set(value)) };
        let other = async { exec!(set(&mut self.other, value)) };
        tokio::join!(one, other);
        let both = async { exec!(self.one.get(exec!(self.other.get(0)))) };
        both.await
    }
}

#[task]
async fn in_blocks() -> usize {
    let client = Client(1);
    let (one, other) = tokio::join!(async { exec!(client.get(1)) }, async {
        exec!(client.get(2))
    });
    let closure = async |more| exec!(client.get(more));
    one + other + closure(0).await + exec!(client.get(0))
}

macro_rules! awaited {
    ($call:expr) => {
        exec!($call)
    };
}

macro_rules! taken {
    ($($call:tt)*) => {
        exec!($($call)*)
    };
}

/// The `exec!` is another macro's, and not seen where the block is.
#[task]
async fn through_a_macro() -> usize {
    let (client, mut other, last) = (Client(1), Client(2), Client(8));
    let mut sum = 0;
    for more in 0..2 {
        let block = async {
            let inner = Client(more);
            let moves = async move { awaited!(inner.get(0)) + exec!(inner.get(0)) };
            awaited!(client.get(more)) + taken!(client.get(0)) + moves.await
        };
        sum += block.await;
        let sets = async { taken!(other.set(more)) };
        sets.await;
        sum += async { exec!(client.get(awaited!(other.get(0)))) }.await;
    }
    let r#type = Client(0);
    for _ in 0..2 {
        sum += async { awaited!(r#type.get(0)) }.await;
    }
    let closes = async { awaited!(last.close()) };
    sum + closes.await + exec!(client.close())
}

#[task]
async fn in_a_closure_called_twice() -> usize {
    let client = Client(1);
    let later = || async { exec!(client.get(1)) };
    later().await + later().await
}

#[task]
async fn reborrowed(client: &mut Client) -> usize {
    async { exec!(set(client, 2)) }.await;
    async { exec!(client.set(client.0 + 1)) }.await;
    client.0
}

#[task]
async fn taken() -> usize {
    let client = Client(1);
    async { exec!(client.close()) }.await
}

#[task]
async fn of_its_own() -> String {
    // Another attribute may have put the body into a block like this: its own variables move to another thread.
    async {
        let text = "text".to_owned();
        exec!(text.into_boxed_str()).into_string()
    }
    .await
}

#[test]
fn borrow_what_await_borrows() {
    executor::await_async(async {
        let mut pair = Pair {
            one: Client(0),
            other: Client(0),
        };
        assert_eq!(pair.set(2).await, 4);
        assert_eq!(in_blocks().await, 2 + 3 + 1 + 1);
        assert_eq!(in_a_closure_called_twice().await, 4);
        assert_eq!(through_a_macro().await, 19);
        assert_eq!(reborrowed(&mut Client(0)).await, 3);
        assert_eq!(taken().await, 1);
        assert_eq!(of_its_own().await, "text");
    });
}
