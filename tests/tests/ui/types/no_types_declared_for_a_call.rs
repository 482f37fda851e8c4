use executor::{exec, task};

fn save() {}

#[task]
async fn load() {
    exec!(<gallery> save());
}

fn main() {
    drop(load());
}
