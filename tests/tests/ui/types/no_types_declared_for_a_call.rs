use executor::{exec, task};

fn save() {}

#[task]
async fn load() {
    exec!(<gallery> save());
}

fn main() {
    drop(load());
}
// advice: declare it at the crate root: `executor::task_types! { gallery: io {} }`
