use executor::{exec, task};

async fn fetch() {}

#[task]
async fn load() {
    exec!(detach fetch());
}

fn main() {
    drop(load());
}
// instead: exec!(spawn fetch());
