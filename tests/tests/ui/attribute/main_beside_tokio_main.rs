#[executor::main]
#[tokio::main]
async fn main() {}
// advice: remove it: `#[executor::main]` starts a runtime
