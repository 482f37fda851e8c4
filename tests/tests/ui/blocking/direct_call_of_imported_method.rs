#[executor::task]
async fn load(store: neighbour::Store) {
    store.save();
}

fn main() {
    let _ = load;
}
// see: direct_call_of_method
