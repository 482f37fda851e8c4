#[executor::task]
async fn load(store: Store) -> Text {
    exec!(store.files().read("a.txt"))
}
