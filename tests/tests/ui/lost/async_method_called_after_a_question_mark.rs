struct Store;

#[executor::task]
impl Store {
    async fn save(&self) {}
}

#[executor::task]
async fn load(store: Option<Store>) -> Option<()> {
    store?.save();
    Some(())
}

fn main() {
    drop(load(Some(Store)));
}
// instead: executor::exec!(store?.save());
