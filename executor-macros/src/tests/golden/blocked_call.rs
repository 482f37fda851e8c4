#[executor::task]
async fn load(name: &Path) -> Text {
    exec!(block read(name))
}
