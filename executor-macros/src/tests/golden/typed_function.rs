/// Reads a file.
#[executor::task(type = "io")]
#[cfg(unix)]
pub fn read(path: &Path) -> Text {
    Text::new(path)
}
