use executor::{exec, task};

async fn fetch() {}

#[task]
async fn load() {
    exec!(println!("x"));
}

fn main() {
    drop(load());
}
// instead: exec!(|| println!("x"));
