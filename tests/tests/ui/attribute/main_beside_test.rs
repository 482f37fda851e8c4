#[executor::main]
#[test]
async fn main() {}
