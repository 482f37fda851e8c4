#[executor::task]
async fn load() {
    pollster::block_on(async {});
}

fn main() {
    let _ = load;
}
// see: block_on_of_futures
