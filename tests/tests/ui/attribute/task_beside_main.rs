#[executor::task]
#[executor::main]
async fn main() {}
// see: main_beside_task
