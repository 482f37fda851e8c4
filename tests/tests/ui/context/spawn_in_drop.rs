use executor::{exec, task};

async fn send_mail() {}

struct Session;

#[task]
impl Drop for Session {
    fn drop(&mut self) {
        exec!(spawn send_mail());
    }
}

fn main() {
    drop(Session);
}
// instead: exec!(send_mail());
