#[executor::main]
#[executor::test]
async fn main() {}
