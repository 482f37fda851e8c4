use executor::{exec, task};

async fn fetch() {}

#[task]
async fn load() {
    exec!(|x: u8| x);
}

fn main() {
    drop(load());
}
// instead: exec!(|| 1);
