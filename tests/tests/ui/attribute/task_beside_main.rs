#[executor::task]
#[executor::main]
async fn main() {}
