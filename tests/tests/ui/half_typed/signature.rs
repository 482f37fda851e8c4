use executor::{exec, task};

#[task]
async fn load(size: ) {
    exec!(save());
}

fn save() {}

fn main() {
    let _ = load(1);
}
