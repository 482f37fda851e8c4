#[executor::main]
pub struct Store;

fn main() {
    let _ = Store;
}
// see: on_a_struct
