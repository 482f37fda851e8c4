#[tokio::main]
#[executor::main]
async fn main() {}
