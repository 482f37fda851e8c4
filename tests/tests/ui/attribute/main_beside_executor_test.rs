#[executor::main]
#[executor::test]
async fn main() {}
// see: main_beside_task
