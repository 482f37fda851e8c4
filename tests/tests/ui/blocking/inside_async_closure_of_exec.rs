#[executor::task]
async fn load() {
    executor::exec!(async || std::thread::sleep(std::time::Duration::from_secs(1)));
}

fn main() {
    let _ = load;
}
// instead: executor::exec!(async || tokio::time::sleep(std::time::Duration::from_secs(1)).await);
