#[executor::task]
async fn load(receiver: std::sync::mpsc::Receiver<u8>) {
    for number in receiver {
        println!("{number}");
    }
}

fn main() {
    let _ = load;
}
// instead: for number in receiver.try_iter() {
