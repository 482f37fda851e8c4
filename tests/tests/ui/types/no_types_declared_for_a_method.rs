struct Store;

#[executor::task(type = "gallery")]
impl Store {
    fn save(&self) {}
}

fn main() {
    Store.save();
}
