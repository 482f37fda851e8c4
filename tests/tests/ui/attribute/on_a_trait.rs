#[executor::task]
trait Store {
    fn save(&self);
}

fn main() {}
