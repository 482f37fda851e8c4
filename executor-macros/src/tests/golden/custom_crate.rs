#[executor::task(crate = other::exec_tools)]
async fn load(name: String) -> Text {
    exec!(read(name))
}
