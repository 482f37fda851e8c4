#[executor::task]
async fn prepare() {
    let _ = std::fs::DirBuilder::new().create("pictures");
}

fn main() {
    let _ = prepare;
}
// instead: let _ = executor::exec!(|| std::fs::DirBuilder::new().create("pictures"));
