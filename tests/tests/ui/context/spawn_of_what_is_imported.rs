use executor::{exec, task};
use std::time::Duration;

async fn wait(_: Duration) {}

#[task]
fn load() {
    exec!(spawn wait(Duration::ZERO));
}

fn main() {
    load();
}
// see: spawn_in_sync_function
