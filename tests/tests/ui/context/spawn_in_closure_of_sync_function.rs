use executor::{exec, task};

async fn send_mail() {}

#[task]
fn register() {
    let later = || exec!(spawn send_mail());
    later();
}

fn main() {
    register();
}
// instead: let later = || exec!(send_mail());
