use executor::{exec, task};
use std::sync::MutexGuard;

#[task]
async fn load(guard: MutexGuard<'static, String>) -> usize {
    exec!(guard.len())
}

fn main() {
    let _ = load;
}
// see: rc_receiver
