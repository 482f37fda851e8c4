use executor::{exec, task};
use std::rc::Rc;

async fn read(_: &str, _: Rc<u8>, _: u8) {}

#[task]
async fn load(name: String, number: Rc<u8>) {
    exec!(spawn read(&name.clone(), number.clone(), 1));
}

fn main() {
    let _ = load;
}
// see: rc_argument_of_a_spawned_future
