#[executor::main(
    thread = 2,
    flavor = "x",
    worker_threads = 0,
    shutdown = "10 lightyears"
)]
async fn main() {}
// see: misspelt_option
