//! A method that is checked for blocking may start a statement, or be the first operand of a block's value.

#![deny(warnings)]

use executor::task;

struct Gate(bool);

impl Gate {
    fn is_open(&self) -> bool {
        self.0
    }

    fn counter(&self, counter: &'static std::sync::atomic::AtomicU8) -> &std::sync::atomic::AtomicU8 {
        counter
    }
}

#[task]
async fn both(a: Gate, b: Gate) -> bool {
    static COUNTER: std::sync::atomic::AtomicU8 = std::sync::atomic::AtomicU8::new(0);
    let _ = a.is_open() & b.is_open();
    a.counter(&COUNTER).fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    if a.is_open() || b.is_open() {
        return false;
    }
    a.is_open() && b.is_open()
}

fn main() {
    drop(both(Gate(true), Gate(false)));
}
