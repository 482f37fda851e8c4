use executor::{exec, task};

async fn fetch() {}

#[task]
async fn load() {
    exec!(wait fetch());
}

fn main() {
    drop((load(), fetch()));
}
// instead: exec!(block fetch());
