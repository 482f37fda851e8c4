#[executor::test]
#[tokio::main]
async fn saves() {}

fn main() {}
// see: main_beside_tokio_main
