#[executor::task]
async fn load(path: &std::path::Path) {
    println!("{:?}", std::fs::read(path));
}

fn main() {
    let _ = load;
}
