#[executor::main(worker_threads = 2, shutdown = "10s")]
async fn main() -> Result<(), Failure> {
    exec!(serve())
}
