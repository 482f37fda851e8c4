use executor::{exec, task};
use std::rc::Rc;

struct Store;

impl Store {
    async fn save(self: Rc<Self>) {}
}

#[task]
async fn load(store: Rc<Store>) {
    exec!(spawn store.save());
}

fn main() {
    let _ = load;
}
// see: rc_argument_of_a_spawned_future
