#[executor::main]
#[tokio::test]
async fn main() {}
// see: main_beside_tokio_main
