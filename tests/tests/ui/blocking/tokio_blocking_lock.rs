#[executor::task]
async fn load(mutex: std::sync::Arc<tokio::sync::Mutex<u8>>) {
    drop(mutex.blocking_lock());
}

fn main() {
    let _ = load;
}
// instead: drop(mutex.lock().await);
