#[executor::task]
async fn load(sender: tokio::sync::mpsc::Sender<u8>) {
    let _ = sender.blocking_send(1);
}

fn main() {
    let _ = load;
}
// instead: let _ = sender.send(1).await;
