#[executor::task(type = "cpu")]
async fn shrink() {}

fn main() {
    drop(shrink());
}
// advice: give the type to a sync function, and call that one with `exec!`
