#[executor::test]
#[executor::main]
async fn main() {}
