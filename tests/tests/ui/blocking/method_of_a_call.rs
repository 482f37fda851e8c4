#[executor::task]
async fn load() {
    let _ = std::env::current_dir().unwrap().exists();
}

fn main() {
    let _ = load;
}
// instead: let _ = executor::exec!(std::env::current_dir().unwrap().exists());
