#[executor::main]
#[executor::task]
async fn main() {}
