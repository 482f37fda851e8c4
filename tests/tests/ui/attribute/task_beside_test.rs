#[executor::task]
#[executor::test]
async fn saves() {}

fn main() {}
// see: main_beside_task
