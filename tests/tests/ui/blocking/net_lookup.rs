use std::net::ToSocketAddrs;

#[executor::task]
async fn load() {
    let _ = "localhost:80".to_socket_addrs();
}

fn main() {
    let _ = load;
}
// instead: let _ = executor::exec!("localhost:80".to_socket_addrs());
