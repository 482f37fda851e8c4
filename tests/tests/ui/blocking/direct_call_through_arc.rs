#[executor::task]
async fn load(store: std::sync::Arc<neighbour::Store>) {
    store.save();
}

fn main() {
    let _ = load;
}
// instead: executor::exec!(store.save());
