#[executor::task]
async fn load(path: &std::path::Path) {
    tokio::join!(async { std::fs::read(path) }, async {});
}

fn main() {
    let _ = load;
}
// see: inside_println
