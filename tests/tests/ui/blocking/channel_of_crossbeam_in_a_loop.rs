#[executor::task]
async fn load(receiver: crossbeam_channel::Receiver<u8>) {
    for number in &receiver {
        drop(number);
    }
}

fn main() {
    let _ = load;
}
// instead: for number in receiver.try_iter() {
