struct Store;

#[executor::task]
impl Store {
    async fn save(&self) {}

    async fn load(&self) {
        self.save();
    }
}

fn main() {
    drop(Store.load());
}
// instead: executor::exec!(self.save());
