#[executor::task]
async fn load() {
    let _ = std::fs::File::open("config");
}

fn main() {
    let _ = load;
}
// instead: let _ = executor::exec!(std::fs::File::open("config"));
