#[executor::task]
async fn load(path: &std::path::Path) {
    if let Ok(text) = std::fs::read_to_string(path) {
        drop(text);
    }
}

fn main() {
    let _ = load;
}
// instead: if let Ok(text) = executor::exec!(std::fs::read_to_string(path.to_owned())) {
