//! Methods of values, places and guards that are asked for a card and have none, and calls of a user's own functions that are
//! named like this library's.
#![deny(warnings)]

use std::collections::HashMap;
use std::sync::Mutex;

use executor::{exec, task};

#[derive(Clone, Default)]
struct Store(Vec<u8>);

impl Store {
    fn open() -> Self {
        Self(vec![1])
    }

    async fn connect() -> Result<Self, ()> {
        Ok(Self::open())
    }

    fn save(&self, number: u8) -> usize {
        self.0.len() + usize::from(number)
    }

    fn change(&mut self, number: u8) -> &mut Self {
        self.0.push(number);
        self
    }

    fn read(&self) -> &[u8] {
        &self.0
    }

    fn rewind(self) -> Self {
        self
    }

    fn incoming(&self) -> impl Iterator<Item = &u8> {
        self.0.iter()
    }

    fn run_until<T>(&self, value: T) -> T {
        value
    }

    fn spawn_task<T>(&self, value: T) -> T {
        value
    }

    fn call_once_force(&self, call: impl FnOnce(u8) -> usize) -> usize {
        call(1)
    }
}

struct Path;

impl Path {
    fn exists(&self) -> bool {
        true
    }
}

fn spawn_task<T>(value: T) -> T {
    value
}

struct Holder {
    store: Mutex<Store>,
    all: Vec<Store>,
    named: HashMap<u8, Store>,
}

#[task]
impl Holder {
    async fn of_values(&self) -> Result<usize, ()> {
        let first = self.store.lock().unwrap().save(1) + self.all[0].clone().save(2);
        let second = Store::open().save(3) + Store::connect().await?.save(4);
        self.store.lock().unwrap().change(1).change(2);
        let bytes = self.all.first().ok_or(())?.read().len();
        let chained = Store::open().rewind().run_until(5) + first;
        Ok(second + bytes + chained)
    }

    async fn of_places(&mut self, index: usize) -> usize {
        (&mut self.all[index]).change(1);
        self.all[index * self.named.len()].change(2).change(3);
        let count = self.all.len();
        self.all.get_mut(0).unwrap().change(u8::try_from(count).unwrap());
        let Some(store) = self.named.get_mut(&1) else { return 0 };
        (*store).change(4);
        for byte in store.incoming() {
            println!("{byte}");
        }
        store.call_once_force(|number| std::fs::read("none").map_or(usize::from(number), |b| b.len()))
    }

    fn in_sync_code(&self) -> u8 {
        spawn_task(1) + self.all[0].spawn_task(2) + Store::open().spawn_task(3)
    }
}

#[task]
async fn generic<T: Clone + Into<Store>>(value: T) -> usize {
    let exists = Path::exists(&Path);
    value.clone().into().save(u8::from(exists))
}

#[tokio::main]
async fn main() {
    let all = vec![Store::open()];
    let mut holder = Holder { store: Mutex::default(), all, named: HashMap::new() };
    assert!(holder.of_values().await.is_ok());
    holder.of_places(0).await;
    assert_eq!(holder.in_sync_code(), 6);
    generic(Store::open()).await;
    demo().await;
}

#[task]
async fn demo() {
    assert_eq!(exec!(Store::open().save(1)), 2);
}
