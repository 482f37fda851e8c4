#[executor::task]
trait Store {
    fn save(&self);
}

fn main() {}
// advice: annotate its methods
