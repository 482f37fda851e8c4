use executor::task;

struct Store;

#[task]
impl Store {
    #[task(type = "io")]
    fn open() {}

    async fn load() {
        Self::open();
    }
}

fn main() {
    drop(Store::load());
}
// instead: executor::exec!(Self::open());
