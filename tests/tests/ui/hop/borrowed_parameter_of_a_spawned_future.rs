use executor::{exec, task};

async fn read(_: &str) {}

#[task]
async fn load(name: &str) {
    exec!(spawn read(name));
}

fn main() {
    let _ = load;
}
// instead: exec!(spawn read(&name.to_owned()));
