#[tokio::main]
#[executor::test]
async fn saves() {}

fn main() {}