#[executor::task]
async fn load(path: &std::path::Path) {
    println!("{:?}", std::fs::read(path));
}

fn main() {
    let _ = load;
}
// instead: println!("{:?}", executor::exec!(std::fs::read(path.to_owned())));
