#[executor::main]
#[tokio::test]
async fn main() {}
