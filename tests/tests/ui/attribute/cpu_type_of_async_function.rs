#[executor::task(type = "cpu")]
async fn shrink() {}

fn main() {
    drop(shrink());
}
