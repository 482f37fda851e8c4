use executor::{exec, task};

async fn fetch() {}

#[task]
async fn load() {
    exec!(fetch);
}

fn main() {
    drop(load());
}
// instead: exec!(fetch());
