struct Store;

#[executor::task(type = "gallery")]
impl Store {
    fn save(&self) {}
}

fn main() {
    Store.save();
}
// see: no_types_declared_for_a_call
