//! Functions and methods named like blocking ones, and blocking ones where they are allowed.
#![deny(warnings)]

use executor::{TaskType, exec, task};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

mod own {
    pub mod fs {
        pub fn read<P: AsRef<std::path::Path>>(path: P) -> usize {
            path.as_ref().as_os_str().len()
        }

        pub fn copy<T: Default>() -> T {
            T::default()
        }

        pub fn rename(_: &str, _: &mut u8) {}
    }

    pub fn sleep(_: u8) {}

    pub struct Receiver;

    impl Receiver {
        pub fn recv(&self) -> u8 {
            7
        }

        pub fn wait(&mut self) {}

        pub async fn accept(&self) {}

        pub fn given(&self, _: u8) -> bool {
            true
        }
    }
}

#[task]
async fn look_alikes() -> usize {
    own::sleep(1);
    let number: u8 = own::fs::copy();
    let mut other = number;
    own::fs::rename("name", &mut other);
    let mut receiver = own::Receiver;
    receiver.wait();
    receiver.accept().await;
    tokio::time::sleep(Duration::ZERO).await;
    let (mut left, mut right) = tokio::io::duplex(8);
    let _ = left.write_all(b"x").await;
    let _ = right.read(&mut [0; 1]).await;
    let (sender, mut channel) = tokio::sync::mpsc::channel(1);
    let _ = sender.send(1u8).await;
    let _ = channel.recv().await;
    let path = Path::new("a").join(["b", "c"].join("/"));
    let _ = tokio::fs::read(&path).await;
    let (sender, channel) = crossbeam_channel::unbounded();
    let _ = sender.send(channel.try_recv().unwrap_or(1u8));
    let (sender, channel) = std::sync::mpsc::channel();
    let _ = sender.send(channel.try_recv().unwrap_or(1u8));
    *std::sync::Mutex::new(1).lock().unwrap() += 1;
    let _ = std::process::Command::new("no such program").spawn();
    let _ = std::net::TcpListener::bind("127.0.0.1:0");
    let _ = std::net::UdpSocket::bind("127.0.0.1:0");
    executor::types::Io.invoke(|| 1).await;
    own::fs::read(&path.join("d")) + usize::from(receiver.recv() + Arc::new(own::Receiver).recv())
}

#[task]
async fn allowed(path: PathBuf) {
    let later = || std::thread::sleep(Duration::ZERO);
    later();
    fn inner() {
        std::thread::sleep(Duration::ZERO);
    }
    inner();
    let _ = tokio::task::block_in_place(|| std::fs::read("none"));
    let lock = tokio::sync::Mutex::new(1);
    tokio::task::block_in_place(|| *lock.blocking_lock() += 1);
    println!("{:?}", exec!(block path.exists()));
    println!("{:?}", Some(&path).map(|path| path.exists()));
    println!("{}", stringify!(std::fs::read(path)));
    let agent = ureq::agent();
    drop(exec!(agent.get("no such address").call()));
    exec!(std::thread::sleep(Duration::ZERO));
    exec!(block path.exists());
    // What a check stands in front of is annotated code still.
    let receiver = own::Receiver;
    let _ = receiver.given(executor::exec!(std::future::ready(1)));
}

#[task(allow_blocking)]
async fn on_purpose() {
    std::thread::sleep(Duration::ZERO);
}

#[tokio::main]
async fn main() {
    look_alikes().await;
    allowed(PathBuf::new()).await;
    on_purpose().await;
}
