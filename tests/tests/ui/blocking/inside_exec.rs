#[executor::task]
async fn load(path: &std::path::Path) {
    executor::exec!(drop(path.exists()));
}

fn main() {
    let _ = load;
}
// instead: drop(executor::exec!(path.to_owned().exists()));
