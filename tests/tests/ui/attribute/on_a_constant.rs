#[executor::task]
const STORE: u8 = 1;

fn main() {
    let _ = STORE;
}
// see: on_a_struct
