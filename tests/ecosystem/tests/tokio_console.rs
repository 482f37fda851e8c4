//! tokio-console: where tokio is built for it (`--cfg tokio_unstable`), it shows our tasks by their names.
#![cfg(tokio_unstable)]

use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use executor::{Task, exec};
use tracing::Subscriber;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};

/// The names of tokio's tasks.
#[derive(Clone, Default)]
struct Names(Arc<Mutex<Vec<String>>>);

impl<S: Subscriber> Layer<S> for Names {
    fn on_new_span(&self, attributes: &Attributes<'_>, _: &Id, _: Context<'_, S>) {
        if attributes.metadata().name() == "runtime.spawn" {
            attributes.record(&mut self.clone());
        }
    }
}

impl Visit for Names {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if field.name() == "task.name" {
            let mut names = self.0.lock().expect("no panic under the lock");
            names.push(format!("{value:?}"));
        }
    }
}

async fn fetch() -> u8 {
    1
}

#[test]
fn tasks_have_names() {
    let names = Names::default();
    let subscriber = tracing_subscriber::registry().with(names.clone());
    tracing::subscriber::set_global_default(subscriber).expect("the only one");
    assert_eq!(spawns_in_sync_and_async_code(), 2);
    let names = names.0.lock().expect("no panic under the lock");
    let ours = names.iter().filter(|name| name.ends_with("fetch"));
    assert_eq!(ours.count(), 2, "{names:?}");
}

/// The first from outside of tokio's threads, the second from a task.
fn spawns_in_sync_and_async_code() -> u8 {
    let first = executor::spawn_task(fetch());
    executor::await_async(and_another(first))
}

#[executor::task]
async fn and_another(first: Task<u8>) -> u8 {
    first.await + exec!(spawn fetch()).await
}
