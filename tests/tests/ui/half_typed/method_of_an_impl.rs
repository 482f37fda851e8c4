use executor::task;

struct Store(u8);

#[task(type = "io")]
impl Store {
    fn load(&self) -> u8 {
        self.0.
    }
}

fn main() {
    Store(1).load();
}
