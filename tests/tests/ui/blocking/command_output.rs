#[executor::task]
async fn load() {
    let _ = std::process::Command::new("ls").arg("-l").output();
}

fn main() {
    let _ = load;
}
// instead: let _ = executor::exec!(|| std::process::Command::new("ls").arg("-l").output());
