#[executor::task]
use std::thread::yield_now;

fn main() {
    yield_now();
}
// advice: annotate the function where it is written
