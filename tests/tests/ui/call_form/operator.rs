use executor::{exec, task};

async fn fetch() {}

#[task]
async fn load() {
    exec!(1 + 2);
}

fn main() {
    drop(load());
}
// see: name_without_call
