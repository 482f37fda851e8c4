#[executor::main]
#[executor::task]
async fn main() {}
// advice: remove it: `#[executor::main]` annotates the function
