use executor::{exec, task};

async fn fetch() {}

#[task]
async fn load() {
    exec!(async fetch());
}

fn main() {
    drop((load(), fetch()));
}
// instead: exec!(fetch());
