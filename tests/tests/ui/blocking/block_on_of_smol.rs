#[executor::task]
async fn load() {
    smol::block_on(async {});
}

fn main() {
    let _ = load;
}
// see: block_on_of_futures
