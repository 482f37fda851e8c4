use executor::{exec, task};

#[task]
async fn save() {}

#[task]
async fn load() {
    exec!(spawn async { save(); });
}

fn main() {
    drop(load());
}
// instead: exec!(spawn async { exec!(save()); });
