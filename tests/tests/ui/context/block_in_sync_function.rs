use executor::{exec, task};

async fn fetch() {}

#[task]
fn load() {
    exec!(block fetch());
}

fn main() {
    load();
}
// instead: exec!(fetch());
