use executor::{exec, task};

async fn send_mail() {}

#[task]
async fn register() {
    fn later() {
        exec!(spawn send_mail());
    }
    later();
}

fn main() {
    drop(register());
}
// see: spawn_in_sync_function
