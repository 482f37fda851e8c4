use executor::{exec, task};

fn read(name: &str) -> usize {
    name.len()
}

#[task]
async fn load(name: &str) -> usize {
    exec!(spawn read(name)).await
}

fn main() {
    drop(load(""));
}
// instead: exec!(spawn read(&name.to_owned())).await
