#[executor::task]
async fn load(store: Store) {
    exec!(spawn store.clone().read("a"));
}
