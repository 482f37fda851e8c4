#[executor::task]
async fn load() {
    neighbour::deep::shrink();
}

fn main() {
    let _ = load;
}
// instead: executor::exec!(neighbour::deep::shrink());
