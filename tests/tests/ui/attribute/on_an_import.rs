#[executor::task]
use std::thread::yield_now;

fn main() {
    yield_now();
}
