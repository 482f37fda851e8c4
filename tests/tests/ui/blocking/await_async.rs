#[executor::task]
async fn load() {
    executor::await_async(async {});
}

fn main() {
    let _ = load;
}
// instead: async {}.await;
