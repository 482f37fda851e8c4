#[executor::task]
async fn load(thread: std::thread::JoinHandle<()>) {
    let _ = thread.join();
}

fn main() {
    let _ = load;
}
// instead: let _ = executor::exec!(thread.join());
