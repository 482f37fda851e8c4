use executor::{exec, task};

struct Store;

impl Store {
    async fn save(&self) {}
}

#[task]
async fn load(store: Store) {
    exec!(spawn store.save());
}

fn main() {
    let _ = load;
}
// advice: own it in the call: `exec!(spawn store.clone().save())`
