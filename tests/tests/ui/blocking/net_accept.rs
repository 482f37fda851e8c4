#[executor::task]
async fn load(listener: std::net::TcpListener) {
    let _ = listener.accept();
}

fn main() {
    let _ = load;
}
// instead: let _ = executor::exec!(listener.accept());
