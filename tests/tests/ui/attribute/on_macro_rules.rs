#[executor::task]
macro_rules! store {
    () => {};
}

fn main() {
    store!();
}
// see: on_a_macro_call
