#[executor::test]
#[tokio::test]
async fn saves() {}

fn main() {}
// see: main_beside_tokio_main
