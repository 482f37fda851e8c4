use executor::{exec, task};
use std::rc::Rc;

fn read(_: Rc<u8>) {}

#[task]
async fn load(number: Rc<u8>) {
    exec!(spawn read(number));
}

fn main() {
    let _ = load;
}
// see: rc_argument
