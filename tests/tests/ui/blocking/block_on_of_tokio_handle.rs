#[executor::task]
async fn load() {
    tokio::runtime::Handle::current().block_on(async {});
}

fn main() {
    let _ = load;
}
