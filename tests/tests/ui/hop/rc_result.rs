use executor::{exec, task};
use std::rc::Rc;

fn make() -> Rc<u8> {
    Rc::new(1)
}

#[task]
async fn load() -> u8 {
    *exec!(make())
}

fn main() {
    drop(load());
}
// instead: *exec!(block make())
