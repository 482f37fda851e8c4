use executor::{exec, task};

async fn fetch() {}

#[task]
async fn load() {
    exec!(fetch() fetch());
}

fn main() {
    drop(load());
}
// see: two_calls
