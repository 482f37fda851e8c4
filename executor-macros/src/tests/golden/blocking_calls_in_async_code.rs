#[executor::task]
async fn load(store: Store) {
    prepare();
    std::fs::read_to_string("a.txt");
    store.flush();
    store.save();
    let later = || prepare();
}
