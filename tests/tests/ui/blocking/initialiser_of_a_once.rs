static READY: std::sync::Once = std::sync::Once::new();

#[executor::task]
async fn load() {
    READY.call_once(|| std::thread::sleep(std::time::Duration::from_secs(1)));
}

fn main() {
    let _ = load;
}
// instead: executor::exec!(|| READY.call_once(|| std::thread::sleep(std::time::Duration::from_secs(1))));
