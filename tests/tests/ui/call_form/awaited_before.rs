use executor::{exec, task};

async fn fetch() {}

#[task]
async fn load() {
    exec!(fetch().await);
}

fn main() {
    drop(load());
}
// instead: exec!(fetch());
