#[executor::test(shutdown = "10s", start_paused = 1, flavor, flavor = "x")]
async fn saves() {}

fn main() {}
// instead: #[executor::test(start_paused = true, flavor = "multi_thread")]
