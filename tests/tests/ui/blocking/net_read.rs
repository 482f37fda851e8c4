use std::io::Read;

#[executor::task]
async fn load(mut stream: std::net::TcpStream, buffer: &mut [u8]) {
    let _ = stream.read(buffer);
}

fn main() {
    let _ = load;
}
// advice: use `tokio::net::TcpStream`, or read on another thread
