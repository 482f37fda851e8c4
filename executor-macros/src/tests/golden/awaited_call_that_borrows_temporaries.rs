#[executor::task]
async fn load(name: String) -> Text {
    exec!(read(&format!("{name}.txt"), &name))
}
