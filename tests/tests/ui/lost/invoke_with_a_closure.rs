#[executor::task]
async fn load() {
    executor::invoke(|| println!("never printed"));
}

fn main() {
    drop(load());
}
// instead: executor::invoke(|| println!("printed")).await;
