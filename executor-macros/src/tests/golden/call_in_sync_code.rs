#[executor::task]
fn load(name: &Path) -> Text {
    exec!(read(name))
}
