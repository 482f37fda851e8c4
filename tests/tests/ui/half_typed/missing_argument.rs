use executor::{exec, task};

struct Store;

impl Store {
    fn save(&self, _: u8) {}
}

#[task]
async fn load(store: Store) {
    exec!(Store::save(&store));
}

fn main() {
    let _ = load;
}
