#[executor::task]
async fn load(receiver: crossbeam_channel::Receiver<u8>) {
    let _ = receiver.recv();
}

fn main() {
    let _ = load;
}
// instead: let _ = executor::exec!(receiver.recv());
