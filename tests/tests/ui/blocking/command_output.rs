#[executor::task]
async fn load() {
    let _ = std::process::Command::new("ls").arg("-l").output();
}

fn main() {
    let _ = load;
}
