#[executor::task]
async fn load(path: &std::path::Path) -> std::io::Result<()> {
    drop(std::fs::read(path)?);
    Ok(())
}

fn main() {
    let _ = load;
}
// instead: drop(executor::exec!(std::fs::read(path.to_owned()))?);
