#[executor::task]
async fn load(pair: std::sync::Arc<(std::sync::Mutex<bool>, std::sync::Condvar)>) {
    let ready = pair.0.lock().unwrap();
    drop(pair.1.wait(ready));
}

fn main() {
    let _ = load;
}
// advice: wait on another thread, with the lock taken there, or use `tokio::sync::Notify`
