#[executor::main]
#[tokio::main]
async fn main() {}
