#[executor::task]
async fn load(path: &std::path::Path) {
    match path.metadata() {
        found => drop(found),
    }
}

fn main() {
    let _ = load;
}
// instead: match executor::exec!(path.to_owned().metadata()) {
