use std::io::Read;

#[executor::task]
async fn load(mut file: std::fs::File, buffer: &mut [u8]) {
    let _ = file.read(buffer);
}

fn main() {
    let _ = load;
}
// advice: use `tokio::fs::File`, or read on another thread
