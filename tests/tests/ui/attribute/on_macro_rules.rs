#[executor::task]
macro_rules! store {
    () => {};
}

fn main() {
    store!();
}
