#[executor::task]
async fn load(mut receiver: tokio::sync::mpsc::Receiver<u8>) {
    receiver.blocking_recv();
}

fn main() {
    let _ = load;
}
// instead: receiver.recv().await;
