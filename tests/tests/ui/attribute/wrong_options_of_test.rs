#[executor::test(shutdown = "10s", start_paused = 1, flavor, flavor = "x")]
async fn saves() {}

fn main() {}
