#[executor::task]
async fn load(lock: std::sync::Arc<tokio::sync::RwLock<u8>>) {
    drop(lock.blocking_read());
}

fn main() {
    let _ = load;
}
// instead: drop(lock.read().await);
