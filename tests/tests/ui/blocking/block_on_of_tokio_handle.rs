#[executor::task]
async fn load() {
    tokio::runtime::Handle::current().block_on(async {});
}

fn main() {
    let _ = load;
}
// instead: let _ = tokio::runtime::Handle::current().spawn(async {}).await;
