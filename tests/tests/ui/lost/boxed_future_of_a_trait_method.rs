#[async_trait::async_trait]
trait Store: Sync {
    async fn save(&self);
}

#[executor::task]
async fn load(store: &dyn Store) {
    let _ = store.save();
}

fn main() {
    let _ = load;
}
// instead: executor::exec!(store.save());
