use executor::{exec, task};

mod store {}

#[task]
async fn load() {
    exec!(store::);
}

fn main() {
    let _ = load();
}
