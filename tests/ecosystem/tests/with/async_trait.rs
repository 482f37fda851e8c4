//! `async_trait`: annotated methods of a trait, as an object.

use std::sync::Arc;

use async_trait::async_trait;
use executor::exec;

use crate::{assert_elsewhere, double};

#[async_trait]
trait Store: Send + Sync {
    async fn load(&self, name: &str) -> Vec<u8>;

    /// A default method calls the others.
    #[executor::task]
    async fn load_doubled(&self, name: &str) -> Vec<u8> {
        let bytes = exec!(self.load(name));
        let (doubled, there) = exec!(double(bytes));
        assert_elsewhere(there);
        doubled
    }
}

struct Memory;

#[async_trait]
impl Store for Memory {
    #[executor::task]
    async fn load(&self, name: &str) -> Vec<u8> {
        let name = name.to_owned();
        exec!(spawn move || name.into_bytes()).await
    }
}

struct Cache<S>(S);

#[executor::task]
#[async_trait]
impl<S: Store> Store for Cache<S> {
    async fn load(&self, name: &str) -> Vec<u8> {
        exec!(self.0.load(name))
    }
}

#[executor::test]
async fn methods_of_an_object() {
    let stores: [Arc<dyn Store>; 2] = [Arc::new(Memory), Arc::new(Cache(Memory))];
    for store in stores {
        assert_eq!(exec!(store.load_doubled("!")), [b'!' * 2]);
    }
}
