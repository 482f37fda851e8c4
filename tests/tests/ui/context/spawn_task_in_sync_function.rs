#[executor::task]
fn register() {
    executor::spawn_task(async {});
}

fn main() {
    register();
}
// instead: executor::await_async(async {});
