use executor::{exec, task};

#[task]
async fn load() {
    exec!(spawn <io>);
}

fn main() {
    let _ = load();
}
