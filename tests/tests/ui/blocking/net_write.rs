use std::io::Write;

#[executor::task]
async fn load(stream: &mut std::net::TcpStream) {
    let _ = stream.write_all(b"hello");
}

fn main() {
    let _ = load;
}
// see: net_read
