#[executor::task]
fn register(executor: &executor::Executor) {
    executor.spawn_task(async {});
}

fn main() {
    let _ = register;
}
// instead: executor.await_async(async {});
