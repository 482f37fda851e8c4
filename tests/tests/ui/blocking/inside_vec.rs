#[executor::task]
async fn load(path: &std::path::Path) {
    drop(vec![path.exists(), true]);
}

fn main() {
    let _ = load;
}
// see: inside_println
