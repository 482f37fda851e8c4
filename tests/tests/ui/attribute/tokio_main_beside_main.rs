#[tokio::main]
#[executor::main]
async fn main() {}
// see: main_beside_tokio_main
