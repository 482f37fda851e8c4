use executor::{exec, task};

fn save() {}

#[task]
async fn load() {
    let _size = 1
    exec!(save());
}

fn main() {
    let _ = load();
}
