#[executor::task]
async fn load(name: String) -> Text {
    exec!(read(name, 3))
}
