#[executor::task]
async fn load(lock: std::sync::Arc<tokio::sync::RwLock<u8>>) {
    drop(lock.blocking_write());
}

fn main() {
    let _ = load;
}
// see: tokio_blocking_read
