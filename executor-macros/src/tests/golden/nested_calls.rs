#[executor::task]
async fn load() -> Text {
    exec!(parse(exec!(read("a.txt"))))
}
