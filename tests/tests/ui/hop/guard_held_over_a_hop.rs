use executor::{exec, task};
use std::sync::Mutex;

fn read(number: u8) -> u8 {
    number
}

#[task]
async fn load(mutex: &Mutex<u8>) -> u8 {
    let number = mutex.lock().unwrap();
    exec!(read(1)) + *number
}

fn send(_: impl Send) {}

fn main() {
    let mutex = Mutex::new(1);
    send(load(&mutex));
}
// advice: drop the guard before the hop, in a block of its own
