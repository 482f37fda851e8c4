use executor::{exec, task};

async fn send_mail() {}

#[task]
fn register() {
    exec!(spawn send_mail());
}

fn main() {
    register();
}
// instead: exec!(send_mail());
