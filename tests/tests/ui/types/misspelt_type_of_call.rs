use executor::{exec, task};

executor::task_types! {
    pub gallery: io { limit: 8 }
}

fn save() {}

#[task]
async fn load() {
    exec!(<galery> save());
}

fn main() {
    drop(load());
}
// advice: write the name as it is declared
