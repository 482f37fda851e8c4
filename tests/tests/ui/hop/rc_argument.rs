use executor::{exec, task};
use std::rc::Rc;

fn read(name: Rc<str>) -> usize {
    name.len()
}

#[task]
async fn load(name: Rc<str>) -> usize {
    exec!(read(name))
}

fn main() {
    drop(load("".into()));
}
// advice: own it, clone what it points to, `Arc` it, or stay on this thread: `exec!(block read(name))`
