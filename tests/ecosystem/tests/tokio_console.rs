//! tokio-console: where tokio is built for it (`--cfg tokio_unstable`), it shows our tasks by their names, and the lines that spawned
//! them.
#![cfg(tokio_unstable)]

use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use executor::{Task, exec};
use tracing::Subscriber;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};

/// tokio's tasks as tokio-console sees them.
#[derive(Clone, Default)]
struct Shown(Arc<Mutex<Vec<Spawn>>>);

#[derive(Debug, Default)]
struct Spawn {
    name: String,
    file: String,
    line: String,
}

impl<S: Subscriber> Layer<S> for Shown {
    fn on_new_span(&self, attributes: &Attributes<'_>, _: &Id, _: Context<'_, S>) {
        if attributes.metadata().name() == "runtime.spawn" {
            let mut spawn = Spawn::default();
            attributes.record(&mut spawn);
            self.0.lock().expect("no panic under the lock").push(spawn);
        }
    }
}

impl Visit for Spawn {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let told = match field.name() {
            "task.name" => &mut self.name,
            "loc.file" => &mut self.file,
            "loc.line" => &mut self.line,
            _ => return,
        };
        *told = format!("{value:?}");
    }
}

async fn fetch() -> u8 {
    1
}

const FIRST: u32 = line!() + 4;

/// The first from outside of tokio's threads, the second and the third from a task.
fn spawns_in_sync_and_async_code() -> u8 {
    let first = executor::spawn_task(fetch());
    executor::await_async(and_others(first))
}

const SECOND: u32 = line!() + 4;

#[executor::task]
async fn and_others(first: Task<u8>) -> u8 {
    let second = exec!(spawn fetch());
    let third = executor::TaskType::spawn_task(executor::types::Io, fetch());
    first.await + second.await + third.await
}

#[test]
fn tasks_have_names_and_places() {
    let shown = Shown::default();
    let subscriber = tracing_subscriber::registry().with(shown.clone());
    tracing::subscriber::set_global_default(subscriber).expect("the only one");
    assert_eq!(spawns_in_sync_and_async_code(), 3);
    let shown = shown.0.lock().expect("no panic under the lock");
    let ours = shown.iter().filter(|spawn| spawn.name.ends_with("fetch"));
    let ours: Vec<_> = ours.collect();
    let lines = [FIRST, SECOND, SECOND + 1].map(|line| line.to_string());
    assert!(ours.iter().map(|spawn| &spawn.line).eq(&lines), "{shown:?}");
    let here = |spawn: &&Spawn| spawn.file.contains("tokio_console.rs");
    assert!(ours.iter().all(here), "{shown:?}");
}
