use executor::{exec, task};

fn join(_: &[&str]) {}

#[task]
async fn load(name: String) {
    exec!(join(&[&name, &String::new()]));
}

fn main() {
    let _ = load;
}
// instead: exec!(join(&[&name.clone(), &String::new()]));
