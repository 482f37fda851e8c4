#[executor::task]
async fn load() {
    let _ = std::os::unix::net::UnixStream::connect("socket");
}

fn main() {
    let _ = load;
}
// instead: let _ = executor::exec!(std::os::unix::net::UnixStream::connect("socket"));
