#[executor::task]
async fn load(receiver: crossbeam_channel::Receiver<u8>) {
    for number in receiver.iter() {
        drop(number);
    }
}

fn main() {
    let _ = load;
}
// see: channel_of_crossbeam_in_a_loop
