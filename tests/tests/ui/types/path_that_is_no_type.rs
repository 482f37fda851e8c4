use executor::{exec, task};

fn save() {}

#[task]
async fn load() {
    exec!(<std::string::String> save());
}

fn main() {
    drop(load());
}
// instead: exec!(<executor::types::Io> save());
