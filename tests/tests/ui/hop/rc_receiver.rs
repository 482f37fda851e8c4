use executor::{exec, task};
use std::rc::Rc;

struct Store(Rc<u8>);

impl Store {
    fn save(&self) {
        drop(self.0.clone());
    }
}

#[task]
async fn load(store: Store) {
    exec!(store.save());
}

fn main() {
    let _ = load;
}
// instead: exec!(block store.save());
