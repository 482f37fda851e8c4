fn save() {}

#[executor::task]
async fn load() {
    let _ = executor::invoke(save);
}

fn main() {
    drop(load());
}
// instead: executor::invoke(save).await;
