//! A spawned future need not hold what its call was given: then that may stay.
use executor::{exec, task};
use std::future::{Future, Ready, ready};
use std::rc::Rc;

struct Store(Rc<u8>);

impl Store {
    fn save(&self, number: &Rc<u8>) -> impl Future<Output = u8> + Send + use<> {
        ready(*self.0 + **number)
    }
}

fn read(number: Rc<u8>) -> impl Future<Output = u8> + Send {
    ready(*number)
}

fn drop_it(_: impl Future<Output = ()>) -> Ready<u8> {
    ready(4)
}

#[task]
async fn load(number: Rc<u8>, store: Store) -> u8 {
    let held = exec!(spawn store.save(&number)).await;
    let shared = number.clone();
    let dropped = exec!(spawn drop_it(async move { drop(shared) })).await;
    let of_each = [exec!(spawn read(number.clone())).await, exec!(spawn read(number)).await];
    held + dropped + of_each[0] + of_each[1]
}

#[executor::main]
async fn main() {
    assert_eq!(exec!(load(Rc::new(1), Store(Rc::new(2)))), 9);
}
