#[executor::task]
async fn load(sender: std::sync::mpsc::SyncSender<u8>) {
    let _ = sender.send(1);
}

fn main() {
    let _ = load;
}
// instead: let _ = executor::exec!(sender.send(1));
