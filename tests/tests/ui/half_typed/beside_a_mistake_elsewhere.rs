use executor::{exec, task};

#[task]
async fn load() {
    let x = ;
}

#[task]
fn save() {
    exec!(spawn load());
}

fn main() {
    save();
}
