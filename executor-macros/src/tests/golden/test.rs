#[executor::test(start_paused = true)]
async fn loads() {
    exec!(read("a.txt"));
}
