#[executor::task]
async fn load(path: &std::path::Path) {
    std::path::Path::exists(path);
}

fn main() {
    let _ = load;
}
// see: path_that_asks_the_disk
