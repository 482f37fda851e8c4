#[executor::task]
async fn load(receiver: std::sync::mpsc::Receiver<u8>) {
    let _ = receiver.recv();
}

fn main() {
    let _ = load;
}
// instead: let _ = executor::exec!(receiver.recv());
