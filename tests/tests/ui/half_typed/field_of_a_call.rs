use executor::{exec, task};

#[task]
async fn load(store: Vec<u8>) {
    exec!(store.);
}

fn main() {
    let _ = load(vec![]);
}
