#[executor::test]
#[tokio::main]
async fn saves() {}

fn main() {}