#[executor::task]
async fn load() {
    std::thread::sleep(std::time::Duration::from_secs(1));
}

fn main() {
    let _ = load;
}
// instead: tokio::time::sleep(std::time::Duration::from_secs(1)).await;
