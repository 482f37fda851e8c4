#[executor::task]
async fn load() {
    for line in std::io::stdin().lines() {
        drop(line);
    }
}

fn main() {
    let _ = load;
}
