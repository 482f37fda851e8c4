use executor::{exec, task};
use std::rc::Rc;

async fn read(name: Rc<str>) -> usize {
    name.len()
}

#[task]
async fn load(name: Rc<str>) -> usize {
    exec!(spawn read(name)).await
}

fn main() {
    drop(load("".into()));
}
// instead: exec!(read(name))
