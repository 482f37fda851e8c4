use executor::{exec, task};

fn save() {}

#[task]
async fn load() {
    let x = ;
    exec!(save());
}

fn main() {
    let _ = load();
}
