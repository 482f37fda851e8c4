use executor::{exec, task};

async fn fetch() {}

#[task]
async fn load() {
    exec!(<io> spawn fetch());
}

fn main() {
    drop(load());
}
// instead: exec!(spawn <io> fetch());
