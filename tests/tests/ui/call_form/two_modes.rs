use executor::{exec, task};

async fn fetch() {}

#[task]
async fn load() {
    exec!(spawn block fetch());
}

fn main() {
    drop((load(), fetch()));
}
// instead: exec!(spawn fetch());
