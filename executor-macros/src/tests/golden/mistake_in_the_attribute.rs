#[executor::task(typ = "io", limit = 3)]
fn load(name: &Path) -> Text {
    exec!(read(name))
}
