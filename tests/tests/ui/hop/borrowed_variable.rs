use executor::{exec, task};

fn read(name: &str) -> usize {
    name.len()
}

#[task]
async fn load(name: String) -> usize {
    exec!(read(&name))
}

fn main() {
    drop(load(String::new()));
}
// instead: exec!(read(&name.clone()))
