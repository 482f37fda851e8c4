use executor::{exec, task};

async fn fetch() {}

#[task]
async fn load() {
    exec!(<"io"> fetch());
}

fn main() {
    drop((load(), fetch()));
}
// instead: exec!(<io> fetch());
