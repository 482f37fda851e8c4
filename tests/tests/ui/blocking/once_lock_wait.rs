#[executor::task]
async fn load(cell: std::sync::Arc<std::sync::OnceLock<u8>>) {
    cell.wait();
}

fn main() {
    let _ = load;
}
// advice: wait on another thread: `exec!(move || *cell.wait())`
