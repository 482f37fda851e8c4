use executor::{exec, task};

fn read(name: &str) -> usize {
    name.len()
}

#[task]
async fn load() -> usize {
    ["a", "b"].iter().map(|name| exec!(read(name))).sum()
}

fn main() {
    drop(load());
}
// instead: ["a", "b"].iter().map(|name| exec!(block read(name))).sum()
