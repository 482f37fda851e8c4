use executor::{exec, task};
use std::cell::RefCell;

fn read() {}

#[task]
async fn load(numbers: RefCell<Vec<u8>>) -> usize {
    let borrowed = numbers.borrow();
    exec!(read());
    borrowed.len()
}

fn send(_: impl Send) {}

fn main() {
    send(load(RefCell::default()));
}
// see: guard_held_over_a_hop
