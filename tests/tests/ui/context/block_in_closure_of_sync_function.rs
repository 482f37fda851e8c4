use executor::{exec, task};

async fn fetch() {}

#[task]
fn load() {
    let later = || exec!(block fetch());
    later();
}

fn main() {
    load();
}
// see: block_in_sync_function
