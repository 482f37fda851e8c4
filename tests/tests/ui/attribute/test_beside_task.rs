#[executor::test]
#[executor::task]
async fn saves() {}

fn main() {}
// see: main_beside_task
