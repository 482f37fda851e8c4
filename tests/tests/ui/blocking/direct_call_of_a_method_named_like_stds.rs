#[derive(Clone)]
struct Store;

#[executor::task]
impl Store {
    #[executor::task(type = "io")]
    fn read(&self) {}

    async fn load(&self) {
        self.read();
    }
}

fn main() {
    drop(Store.load());
}
// instead: executor::exec!(self.clone().read());
