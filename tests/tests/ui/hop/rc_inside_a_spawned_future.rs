use executor::{exec, task};
use std::rc::Rc;

async fn wait() {}

async fn read(number: u8) -> u8 {
    let number = Rc::new(number);
    wait().await;
    *number
}

#[task]
async fn load(number: u8) -> u8 {
    exec!(spawn read(number)).await
}

fn main() {
    let _ = load;
}
// instead: exec!(read(number))
