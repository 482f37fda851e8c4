use executor::task;

struct Store;

impl Store {
    #[task(type = "io")]
    fn save(&self) {}
}

#[task]
async fn load(store: std::sync::Arc<Store>) {
    store.save();
}

fn main() {
    drop(load(std::sync::Arc::new(Store)));
}
// instead: executor::exec!(store.clone().save());
