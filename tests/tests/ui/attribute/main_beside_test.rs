#[executor::main]
#[test]
async fn main() {}
// see: test_beside_test
