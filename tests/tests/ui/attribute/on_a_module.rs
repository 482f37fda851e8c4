#[executor::task]
mod store {}

fn main() {}
// see: on_a_struct
