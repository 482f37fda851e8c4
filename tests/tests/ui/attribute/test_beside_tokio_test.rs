#[executor::test]
#[tokio::test]
async fn saves() {}

fn main() {}