#[executor::task]
async fn load(executor: executor::Executor) {
    executor.await_async(async {});
}

fn main() {
    let _ = load;
}
// instead: executor.spawn_task(async {}).await;
