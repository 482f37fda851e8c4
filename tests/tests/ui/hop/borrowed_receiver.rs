use executor::{exec, task};

struct Store;

impl Store {
    fn save(&self) {}
}

#[task]
async fn load(store: &Store) {
    exec!(store.save());
}

fn main() {
    let _ = load;
}
// advice: clone it in the call: `exec!(store.clone().save())`
