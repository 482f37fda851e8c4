#[executor::task]
#[executor::test]
async fn saves() {}

fn main() {}