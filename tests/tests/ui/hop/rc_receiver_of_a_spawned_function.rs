use executor::{exec, task};
use std::rc::Rc;

#[task]
async fn load(name: Rc<str>) -> usize {
    exec!(spawn name.len()).await
}

fn main() {
    let _ = load;
}
// see: rc_receiver
