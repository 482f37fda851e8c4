use executor::{exec, task};

async fn fetch() {}

#[task]
async fn load() {
    exec!(<cpu> fetch());
}

fn main() {
    drop(load());
}
// instead: exec!(fetch());
