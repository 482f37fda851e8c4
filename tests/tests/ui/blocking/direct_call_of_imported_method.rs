#[executor::task]
async fn load(store: neighbour::Store) {
    store.save();
}

fn main() {
    let _ = load;
}
