#[executor::task]
async fn load(name: String) {
    exec!(spawn read(name));
}
