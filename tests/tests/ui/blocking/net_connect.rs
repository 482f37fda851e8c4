#[executor::task]
async fn load() {
    let _ = std::net::TcpStream::connect("localhost:80");
}

fn main() {
    let _ = load;
}
// instead: let _ = executor::exec!(std::net::TcpStream::connect("localhost:80"));
