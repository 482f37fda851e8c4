#[executor::task]
async fn load(listener: std::net::TcpListener) {
    for stream in listener.incoming() {
        drop(stream);
    }
}

fn main() {
    let _ = load;
}
// advice: accept on another thread: `exec!(listener.accept())`, or use `tokio::net::TcpListener`
