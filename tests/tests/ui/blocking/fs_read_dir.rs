#[executor::task]
async fn load(folder: &std::path::Path) {
    for entry in folder.read_dir().unwrap() {
        drop(entry);
    }
}

fn main() {
    let _ = load;
}
// instead: for entry in executor::exec!(folder.to_owned().read_dir()).unwrap() {
