#[executor::task]
async fn load() {
    futures::executor::block_on(async {});
}

fn main() {
    let _ = load;
}
// instead: async {}.await;
