use executor::{exec, task};
use std::time::Duration;

async fn wait(_: Duration) {}

#[task]
async fn load() {
    exec!(wait(Duration::ZERO).await);
}

fn main() {
    let _ = load;
}
// see: awaited_before
