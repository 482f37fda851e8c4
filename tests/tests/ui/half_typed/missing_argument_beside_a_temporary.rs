use executor::{exec, task};

fn read(_: &str, _: u8) {}

#[task]
async fn load(name: String) {
    exec!(read(&name.clone()));
}

fn main() {
    let _ = load;
}
