use executor::{exec, task};
use std::rc::Rc;

#[task]
async fn load(name: Rc<str>) -> usize {
    exec!(move || name.len())
}

fn main() {
    let _ = load;
}
// instead: exec!(block move || name.len())
