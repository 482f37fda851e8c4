#[executor::task]
mod store {}

fn main() {}
