use executor::{exec, task};
use std::sync::{Mutex, MutexGuard};

fn read(_: MutexGuard<u8>) {}

#[task]
async fn load(mutex: &'static Mutex<u8>) {
    exec!(spawn read(mutex.lock().unwrap()));
}

fn main() {
    let _ = load;
}
// see: guard_argument
