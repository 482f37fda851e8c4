use executor::{exec, task};

async fn fetch() {}

mod store {
    #[executor::task]
    pub fn save() {
        executor::exec!(super::fetch());
    }
}

#[task]
async fn load() {
    exec!(fetch());
    store::save();
}

fn main() {
    drop(load());
}
// instead: executor::exec!(store::save());
