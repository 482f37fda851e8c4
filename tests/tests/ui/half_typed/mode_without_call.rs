use executor::{exec, task};

#[task]
async fn load() {
    exec!(spawn);
}

fn main() {
    let _ = load();
}
