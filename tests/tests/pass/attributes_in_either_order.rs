//! `#[executor::task]` beside attributes of others, in either order, and under another name.
#![deny(warnings, unused)]

use executor::{exec, task as job};
use tracing::instrument;

#[executor::task]
#[instrument]
async fn task_first(number: u8) -> u8 {
    number
}

#[instrument]
#[executor::task]
async fn task_last(number: u8) -> u8 {
    number
}

#[job]
#[instrument(skip_all)]
#[must_use]
fn renamed(number: u8) -> u8 {
    number
}

struct Disk;

#[async_trait::async_trait]
trait Store {
    #[job]
    #[instrument(skip_all)]
    async fn save(&self) -> u8 {
        exec!(task_first(1))
    }

    async fn load(&self) -> u8;
}

#[async_trait::async_trait]
impl Store for Disk {
    #[instrument(skip_all)]
    #[job]
    async fn load(&self) -> u8 {
        exec!(task_last(2)) + self.save().await
    }
}

#[cfg_attr(debug_assertions, instrument)]
#[job]
#[cfg_attr(not(debug_assertions), instrument)]
fn conditional() {}

#[job]
#[tokio::test]
async fn test_of_tokio() {}

#[tokio::test]
#[job]
async fn test_of_tokio_first() {}

#[job]
#[test]
fn test_of_std() {}

#[job]
#[tokio::main]
async fn main() {
    conditional();
    assert_eq!(renamed(Disk.load().await), 3);
}
