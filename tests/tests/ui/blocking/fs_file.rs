#[executor::task]
async fn load() {
    let _ = std::fs::File::open("config");
}

fn main() {
    let _ = load;
}
