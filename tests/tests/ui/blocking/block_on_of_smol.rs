#[executor::task]
async fn load() {
    smol::block_on(async {});
}

fn main() {
    let _ = load;
}
