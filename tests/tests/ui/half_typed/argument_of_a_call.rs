use executor::{exec, task};

#[task]
fn load(store: Vec<u8>) -> usize {
    exec!(usize::max(1, store.))
}

fn main() {
    let _ = load(vec![]);
}
