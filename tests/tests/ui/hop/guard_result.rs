use executor::{exec, task};
use std::sync::Mutex;

#[task]
async fn load(mutex: &'static Mutex<u8>) -> bool {
    exec!(mutex.lock()).is_ok()
}

fn main() {
    let _ = load;
}
// advice: lock it there, and give back what is read: `exec!(move || *mutex.lock().unwrap())`
