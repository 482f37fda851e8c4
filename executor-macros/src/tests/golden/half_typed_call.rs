#[executor::task]
async fn load(store: Store) {
    exec!(store.)
}
