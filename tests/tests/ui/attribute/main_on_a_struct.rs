#[executor::main]
pub struct Store;

fn main() {
    let _ = Store;
}
