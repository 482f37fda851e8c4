#[executor::task]
async fn load(barrier: std::sync::Arc<std::sync::Barrier>) {
    barrier.wait();
}

fn main() {
    let _ = load;
}
// instead: executor::exec!(barrier.wait());
