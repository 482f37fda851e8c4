#[executor::task]
async fn load() {
    for line in std::io::stdin().lines() {
        drop(line);
    }
}

fn main() {
    let _ = load;
}
// advice: read the lines on another thread, and hand them over by a channel
