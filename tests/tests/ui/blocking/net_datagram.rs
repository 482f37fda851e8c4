#[executor::task]
async fn load(socket: std::net::UdpSocket, buffer: &mut [u8]) {
    let _ = socket.recv_from(buffer);
}

fn main() {
    let _ = load;
}
// advice: use `tokio::net::UdpSocket`, or receive on another thread
