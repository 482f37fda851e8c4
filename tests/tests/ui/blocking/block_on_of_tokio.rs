#[executor::task]
async fn load(runtime: tokio::runtime::Runtime) {
    runtime.block_on(async {});
}

fn main() {
    let _ = load;
}
// instead: let _ = runtime.spawn(async {}).await;
