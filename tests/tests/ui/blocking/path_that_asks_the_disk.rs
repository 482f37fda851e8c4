#[executor::task]
async fn load(path: &std::path::Path) {
    path.exists();
}

fn main() {
    let _ = load;
}
// instead: executor::exec!(path.to_owned().exists());
