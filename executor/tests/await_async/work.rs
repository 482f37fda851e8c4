//! What a wait may be for.

use std::time::Duration;

use executor::{await_async, invoke, spawn_task};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::task::yield_now;

/// Sends a text over a socket and back.
async fn over_tcp(text: &str) -> std::io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let client = async {
        let mut stream = TcpStream::connect(address).await?;
        stream.write_all(text.as_bytes()).await?;
        stream.shutdown().await?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await?;
        std::io::Result::Ok(answer)
    };
    let server = async {
        let (mut stream, _) = listener.accept().await?;
        let (mut reads, mut writes) = stream.split();
        tokio::io::copy(&mut reads, &mut writes).await?;
        writes.shutdown().await
    };
    let (answer, served) = tokio::join!(client, server);
    served?;
    answer
}

/// Takes more from a channel than one poll of a task may.
async fn exhausts_its_budget() -> usize {
    let (sender, mut receiver) = mpsc::unbounded_channel();
    (0..1_000).for_each(|number| sender.send(number).expect("it is open"));
    drop(sender);
    let mut received = 0;
    while receiver.recv().await.is_some() {
        received += 1;
    }
    received
}

/// All that a future may wait for: a timer, a socket, its turn, a budget, a task, a function.
pub(crate) async fn all_kinds() -> usize {
    tokio::time::sleep(Duration::from_millis(1)).await;
    assert_eq!(over_tcp("a text").await.expect("a socket"), "a text");
    for _ in 0..10 {
        yield_now().await;
    }
    assert_eq!(exhausts_its_budget().await, 1_000);
    spawn_task(yield_now()).await;
    invoke(|| 7).await
}

/// As `all_kinds`, with waits within the wait.
pub(crate) async fn nested(depth: u32) -> usize {
    match depth {
        0 => all_kinds().await,
        _ => await_async(async {
            yield_now().await;
            all_kinds().await + Box::pin(nested(depth - 1)).await
        }),
    }
}
