#[executor::task]
async fn load(path: &std::path::Path) {
    assert!(path.exists(), "{}", path.display());
}

fn main() {
    let _ = load;
}
// see: inside_println
