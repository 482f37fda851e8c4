use executor::task;

#[task(type = "io")]
fn load(store: Vec<u8>) -> Vec<u8> {
    store.
}

fn main() {
    load(vec![]);
}
