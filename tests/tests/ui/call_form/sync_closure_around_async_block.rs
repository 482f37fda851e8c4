use executor::{exec, task};

async fn fetch() {}

#[task]
async fn load() {
    exec!(|| async { 1 });
}

fn main() {
    drop((load(), fetch()));
}
// instead: exec!(async { 1 });
