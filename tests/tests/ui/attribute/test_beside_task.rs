#[executor::test]
#[executor::task]
async fn saves() {}

fn main() {}