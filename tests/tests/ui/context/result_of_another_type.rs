use executor::{exec, task};

async fn fetch() -> u8 {
    1
}

#[task]
async fn load() -> String {
    exec!(fetch())
}

fn main() {
    drop(load());
}
// instead: exec!(fetch()).to_string()
