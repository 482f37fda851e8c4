use executor::{exec, task};

async fn send_mail() {}

#[task]
async fn register() {
    let later = || exec!(spawn send_mail());
    later();
}

fn main() {
    drop(register());
}
// advice: make the closure `async`, or spawn outside it
