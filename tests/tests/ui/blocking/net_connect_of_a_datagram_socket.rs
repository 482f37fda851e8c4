#[executor::task]
async fn load(socket: std::net::UdpSocket) {
    let _ = socket.connect("localhost:80");
}

fn main() {
    let _ = load;
}
// instead: let _ = executor::exec!(socket.connect("localhost:80"));
